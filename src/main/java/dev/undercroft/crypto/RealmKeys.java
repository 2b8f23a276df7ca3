package dev.undercroft.crypto;

/** The realm keys of one realm, as far as opening needs them. */
@FunctionalInterface
public interface RealmKeys {

    /**
     * Finds a key of the realm.
     *
     * @param version which one, from 1
     * @return the key of exactly that version
     * @throws SealException when there is none (any more)
     */
    RealmKey byVersion(int version);
}
