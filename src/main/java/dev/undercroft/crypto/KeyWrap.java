package dev.undercroft.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * Wraps key bytes under another key: AES-KWP, RFC 5649. A 32-byte key becomes 40 bytes, always the same for the same
 * two keys, and any change of them is noticed. Stateless and thread safe.
 */
final class KeyWrap {

    /** The length in bytes of a wrapped 256-bit key. */
    static final int WRAPPED_BYTES = Aes.KEY_BYTES + 8;

    private KeyWrap() {}

    /**
     * Wraps.
     *
     * @param wrappingKey an AES key
     * @param key the bytes to wrap, at least one; the caller wipes them
     */
    static byte[] wrap(SecretKey wrappingKey, byte[] key) {
        Cipher cipher = initialised(Cipher.ENCRYPT_MODE, wrappingKey);
        try {
            return cipher.doFinal(key);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a key of this length can't be wrapped", impossible);
        }
    }

    /**
     * Unwraps.
     *
     * @return the bytes that were wrapped; the caller wipes them. Cipher.unwrap would give a key that can't be wiped
     * @throws SealException when this is not what {@link #wrap} made under the same wrapping key
     */
    static byte[] unwrap(SecretKey wrappingKey, byte[] wrapped) {
        // Two blocks of eight bytes are the least (RFC 5649 section 4.1); the JDK answers less with a runtime
        // exception.
        if (wrapped.length < 16) {
            throw new SealException("the wrapped key is cut");
        }
        Cipher cipher = initialised(Cipher.DECRYPT_MODE, wrappingKey);
        try {
            return cipher.doFinal(wrapped);
        } catch (GeneralSecurityException refused) {
            throw new SealException("the wrapped key does not open: another wrapping key, or changed bytes");
        }
    }

    private static Cipher initialised(int mode, SecretKey wrappingKey) {
        Cipher cipher = Aes.keyWrapWithPadding();
        try {
            cipher.init(mode, wrappingKey);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("not an AES key", impossible);
        }
        return cipher;
    }
}
