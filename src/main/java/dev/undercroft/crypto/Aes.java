package dev.undercroft.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/**
 * The ciphers of this package, from the JDK's provider.
 *
 * <p>A new instance for every use: it costs a good microsecond, next to a database round trip of hundreds. One kept per
 * thread would save that, but would hold the last key's schedule in memory for as long as the thread lives.
 */
final class Aes {

    /** The length in bytes of every key of this package. */
    static final int KEY_BYTES = 32;

    static final String ALGORITHM = "AES";

    private Aes() {}

    /** AES-GCM (NIST SP 800-38D), not yet initialised. */
    static Cipher gcm() {
        return cipher("AES/GCM/NoPadding");
    }

    /** AES key wrap with padding (RFC 5649), not yet initialised. */
    static Cipher keyWrapWithPadding() {
        return cipher("AES/KWP/NoPadding");
    }

    private static Cipher cipher(String transformation) {
        try {
            return Cipher.getInstance(transformation);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this Java runtime has no " + transformation, absent);
        }
    }
}
