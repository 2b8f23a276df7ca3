package dev.undercroft.crypto;

import java.util.List;
import java.util.Optional;

/**
 * The root keys in use. Holds what its source gave last and asks it again for an id that it does not know, so that a
 * key which another replica began to use is found without a restart. Thread safe.
 */
public final class RootKeyRing {

    private final RootKeySource source;
    private volatile List<RootKey> rootKeys;

    /**
     * Loads the keys.
     *
     * @throws RootKeyException when the source has none or is not sound
     */
    public RootKeyRing(RootKeySource source) {
        this.source = source;
        this.rootKeys = List.copyOf(source.load());
    }

    /** The key that seals. */
    public RootKey newest() {
        List<RootKey> known = rootKeys;
        return known.get(known.size() - 1);
    }

    /** Every key, the oldest first. */
    List<RootKey> all() {
        return rootKeys;
    }

    /**
     * Finds a key.
     *
     * @throws RootKeyException when the source does not have it either, naming the id; or when the source is not sound
     */
    public RootKey byId(String rootKeyId) {
        return known(rootKeyId).orElseGet(() -> afterReload(rootKeyId));
    }

    /**
     * Loads the keys again.
     *
     * @throws RootKeyException when the source has none or is not sound; the keys from before stay in use
     */
    public synchronized void reload() {
        rootKeys = List.copyOf(source.load());
    }

    private synchronized RootKey afterReload(String rootKeyId) {
        // Of many threads that miss the same key, the first one loads it for all.
        Optional<RootKey> loadedMeanwhile = known(rootKeyId);
        if (loadedMeanwhile.isPresent()) {
            return loadedMeanwhile.get();
        }
        reload();
        return known(rootKeyId)
                .orElseThrow(() -> new RootKeyException("root key " + rootKeyId
                        + " is missing; bring it back to the root keys, before the newest one"));
    }

    private Optional<RootKey> known(String rootKeyId) {
        return rootKeys.stream()
                .filter(rootKey -> rootKey.id().equals(rootKeyId))
                .findFirst();
    }
}
