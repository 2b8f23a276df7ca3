package dev.undercroft.crypto;

import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Wraps realm keys under root keys.
 *
 * <p>AES-KWP has no associated data, so realm and version are bound through the wrapping key instead. It is derived
 * from the root key for this realm and version alone: HKDF-SHA256 (RFC 5869) without salt, since a root key is
 * uniformly random, with info = the fields "undercroft realm key", realm id and version as {@link Fields} writes them.
 * A wrapped key that was moved to another realm or version does not unwrap. Persisted form: format byte 0x01, then 40
 * bytes of AES-KWP.
 *
 * <p>Stateless and thread safe.
 */
public final class RealmKeyWrapping {

    private static final byte FORMAT = 0x01;
    private static final String PURPOSE = "undercroft realm key";
    private static final byte[] NO_SALT = {};

    private RealmKeyWrapping() {}

    /** Wraps a realm key; the same two keys give the same bytes. */
    public static WrappedRealmKey wrap(RootKey rootKey, RealmKey realmKey) {
        SecretKey wrappingKey = wrappingKey(rootKey, realmKey.realmId(), realmKey.version());
        byte[] key = realmKey.key().getEncoded();
        try {
            byte[] bytes = new Fields()
                    .one(FORMAT)
                    .bytes(KeyWrap.wrap(wrappingKey, key))
                    .toBytes();
            return new WrappedRealmKey(realmKey.realmId(), realmKey.version(), rootKey.id(), bytes);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Unwraps a realm key.
     *
     * @param rootKey the root key that {@link WrappedRealmKey#rootKeyId()} names
     * @throws SealException when it is another root key, or realm, version or bytes were changed
     */
    public static RealmKey unwrap(RootKey rootKey, WrappedRealmKey wrapped) {
        if (!rootKey.id().equals(wrapped.rootKeyId())) {
            throw new SealException("the realm key is wrapped by another root key");
        }
        byte[] bytes = wrapped.bytes();
        if (bytes.length == 0 || bytes[0] != FORMAT) {
            throw new SealException("the wrapped realm key has an unknown format; a newer release may have written it");
        }
        SecretKey wrappingKey = wrappingKey(rootKey, wrapped.realmId(), wrapped.version());
        byte[] key = KeyWrap.unwrap(wrappingKey, Arrays.copyOfRange(bytes, 1, bytes.length));
        if (key.length != Aes.KEY_BYTES) {
            Arrays.fill(key, (byte) 0);
            throw new SealException("the wrapped realm key has another length");
        }
        return RealmKey.ofBytes(wrapped.realmId(), wrapped.version(), key);
    }

    private static SecretKey wrappingKey(RootKey rootKey, String realmId, int version) {
        byte[] info = new Fields().text(PURPOSE).text(realmId).number(version).toBytes();
        byte[] root = rootKey.key().getEncoded();
        byte[] derived = Hkdf.derive(root, NO_SALT, info, Aes.KEY_BYTES);
        try {
            return new SecretKeySpec(derived, Aes.ALGORITHM);
        } finally {
            Arrays.fill(root, (byte) 0);
            Arrays.fill(derived, (byte) 0);
        }
    }
}
