package dev.undercroft.crypto;

import java.util.Arrays;
import java.util.Objects;

/**
 * A realm key as it is persisted. Immutable and thread safe.
 *
 * @param realmId whose key
 * @param version which of its keys, from 1
 * @param rootKeyId the root key that wraps it
 * @param bytes the format byte and the wrapped key, as {@link RealmKeyWrapping} writes them
 */
public record WrappedRealmKey(String realmId, int version, String rootKeyId, byte[] bytes) {

    /** Takes a copy of the bytes. */
    public WrappedRealmKey {
        bytes = bytes.clone();
    }

    /** A copy of the bytes. */
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    // A record compares arrays by identity.
    @Override
    public boolean equals(Object other) {
        return other instanceof WrappedRealmKey key
                && realmId.equals(key.realmId)
                && version == key.version
                && rootKeyId.equals(key.rootKeyId)
                && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(realmId, version, rootKeyId, Arrays.hashCode(bytes));
    }

    /** Everything but the wrapped bytes. */
    @Override
    public String toString() {
        return "WrappedRealmKey[realmId=" + realmId + ", version=" + version + ", rootKeyId=" + rootKeyId + "]";
    }
}
