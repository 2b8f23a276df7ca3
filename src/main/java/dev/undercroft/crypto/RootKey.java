package dev.undercroft.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key at the top: it wraps realm keys and is wrapped by nothing of ours. Immutable and thread safe; lives as long as
 * the service.
 */
public final class RootKey {

    private static final byte[] ID_LABEL = "undercroft root key".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_HASH_BYTES = 4;

    private final String id;
    private final SecretKey key;

    private RootKey(String id, SecretKey key) {
        this.id = id;
        this.key = key;
    }

    /**
     * Takes a key.
     *
     * @param bytes 32 random bytes; copied, the caller wipes his own
     * @throws RootKeyException when there are not exactly 32
     */
    public static RootKey of(byte[] bytes) {
        if (bytes.length != Aes.KEY_BYTES) {
            throw new RootKeyException("a root key must have exactly 32 bytes; make one with: openssl rand -base64 32");
        }
        return new RootKey(idOf(bytes), new SecretKeySpec(bytes, Aes.ALGORITHM));
    }

    /** Makes a new key. */
    public static RootKey fresh(SecureRandom random) {
        byte[] bytes = new byte[Aes.KEY_BYTES];
        random.nextBytes(bytes);
        try {
            return of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * The name under which wrapped realm keys remember this key: {@code rk_} and the first 8 hexadecimal digits of
     * SHA-256("undercroft root key" || key). It follows from the key, so that nobody can give one key two names.
     */
    public String id() {
        return id;
    }

    SecretKey key() {
        return key;
    }

    /** The id, without the key. */
    @Override
    public String toString() {
        return "RootKey[id=" + id + ", key=hidden]";
    }

    private static String idOf(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ID_LABEL);
            return "rk_" + HexFormat.of().formatHex(digest.digest(bytes), 0, ID_HASH_BYTES);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("this Java runtime has no SHA-256", absent);
        }
    }
}
