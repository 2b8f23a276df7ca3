package dev.undercroft.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869); the JDK has none before version 25. Stateless and thread safe. */
final class Hkdf {

    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;

    private Hkdf() {}

    /**
     * Derives a key.
     *
     * @param inputKey what it is derived from
     * @param salt may be empty, which stands for 32 zero bytes (section 2.2)
     * @param info what the derived key is for
     * @param length in bytes, at most 255 times 32
     * @return the derived key; the caller wipes it
     */
    static byte[] derive(byte[] inputKey, byte[] salt, byte[] info, int length) {
        byte[] pseudorandomKey = extract(inputKey, salt);
        try {
            return expand(pseudorandomKey, info, length);
        } finally {
            Arrays.fill(pseudorandomKey, (byte) 0);
        }
    }

    /** Section 2.2. */
    static byte[] extract(byte[] inputKey, byte[] salt) {
        return hmac(salt.length == 0 ? new byte[HASH_BYTES] : salt).doFinal(inputKey);
    }

    /** Section 2.3. */
    static byte[] expand(byte[] pseudorandomKey, byte[] info, int length) {
        if (length > 255 * HASH_BYTES) {
            throw new IllegalArgumentException("HKDF gives at most 255 blocks");
        }
        Mac mac = hmac(pseudorandomKey);
        byte[] output = new byte[length];
        byte[] block = new byte[0];
        for (int written = 0, counter = 1; written < length; written += block.length, counter++) {
            mac.update(block);
            mac.update(info);
            mac.update((byte) counter);
            block = mac.doFinal();
            System.arraycopy(block, 0, output, written, Math.min(block.length, length - written));
        }
        Arrays.fill(block, (byte) 0);
        return output;
    }

    private static Mac hmac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this Java runtime has no " + HMAC, absent);
        }
    }
}
