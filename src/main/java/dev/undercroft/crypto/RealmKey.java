package dev.undercroft.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of one tenant or partner: it wraps the data keys of that realm's values. Immutable and thread safe.
 *
 * @param realmId whose key
 * @param version which of its keys, from 1
 * @param key a 256-bit AES key
 */
public record RealmKey(String realmId, int version, SecretKey key) {

    /** Checks the version. */
    public RealmKey {
        if (version < 1) {
            throw new IllegalArgumentException("versions of realm keys count from 1");
        }
    }

    /** Makes a new key. */
    public static RealmKey fresh(String realmId, int version, SecureRandom random) {
        byte[] bytes = new byte[Aes.KEY_BYTES];
        random.nextBytes(bytes);
        return ofBytes(realmId, version, bytes);
    }

    /** Takes the bytes of a key and wipes them. */
    static RealmKey ofBytes(String realmId, int version, byte[] bytes) {
        try {
            return new RealmKey(realmId, version, new SecretKeySpec(bytes, Aes.ALGORITHM));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Realm and version, without the key. */
    @Override
    public String toString() {
        return "RealmKey[realmId=" + realmId + ", version=" + version + ", key=hidden]";
    }
}
