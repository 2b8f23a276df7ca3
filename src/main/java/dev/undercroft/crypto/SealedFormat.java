package dev.undercroft.crypto;

import java.security.SecureRandom;

/**
 * One persisted format of sealed values, known by the first byte. A format, once written, is read for ever; a new one
 * gets a class and a number of its own. Implementations are stateless and thread safe.
 */
sealed interface SealedFormat permits SealedV1 {

    /** The format in which new values are sealed. */
    SealedFormat CURRENT = SealedV1.INSTANCE;

    /**
     * Finds the format of a sealed value.
     *
     * @throws SealException when it is empty or of no known format
     */
    static SealedFormat of(byte[] sealed) {
        if (sealed.length == 0) {
            throw new SealException("the sealed value is empty");
        }
        if (sealed[0] == SealedV1.FORMAT) {
            return SealedV1.INSTANCE;
        }
        throw new SealException("the sealed value has an unknown format; a newer release may have written it");
    }

    byte[] seal(RealmKey realmKey, Binding binding, byte[] plaintext, SecureRandom random);

    byte[] open(RealmKeys realmKeys, Binding binding, byte[] sealed);

    int realmKeyVersion(byte[] sealed);

    byte[] rewrap(byte[] sealed, RealmKey from, RealmKey to);
}
