package dev.undercroft.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Keys for other purposes than sealing, the same on every replica: derived from the root keys (RFC 5869). */
@ApplicationScoped
public class DerivedKeys {

    @Inject
    RootKeyRing rootKeys;

    /**
     * 32 bytes of each root key for one purpose, of the oldest root key first; other purposes get other bytes. What the
     * first one made counts on replicas that have not seen a newer root key yet.
     */
    public List<byte[]> of(String purpose) {
        byte[] info = ("undercroft derived key " + purpose).getBytes(StandardCharsets.UTF_8);
        return rootKeys.all().stream()
                .map(rootKey -> Hkdf.derive(rootKey.key().getEncoded(), new byte[0], info, 32))
                .toList();
    }
}
