package dev.undercroft.client;

import java.util.List;

/**
 * A key of the vault that opened, with what the service gave for it. For one thread.
 *
 * @param proof what unlocked it
 * @param fingerprint of the organisation key
 * @param secrets as they were delivered, unopened
 */
record OpenedKey(VaultKey key, KeyBytes organizationKey, String proof, String fingerprint, List<SecretDetail> secrets)
        implements AutoCloseable {

    @Override
    public void close() {
        organizationKey.close();
    }

    @Override
    public String toString() {
        return "OpenedKey[" + key.id() + "]";
    }
}
