package dev.undercroft.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;

/** Keys for other purposes than sealing, the same on every replica: derived from the newest root key (RFC 5869). */
@ApplicationScoped
public class DerivedKeys {

    @Inject
    RootKeyRing rootKeys;

    /** 32 bytes for one purpose; other purposes get other bytes. */
    public byte[] of(String purpose) {
        byte[] info = ("undercroft derived key " + purpose).getBytes(StandardCharsets.UTF_8);
        return Hkdf.derive(rootKeys.newest().key().getEncoded(), new byte[0], info, 32);
    }
}
