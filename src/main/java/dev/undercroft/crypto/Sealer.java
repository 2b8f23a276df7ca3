package dev.undercroft.crypto;

import java.security.SecureRandom;

/**
 * Seals values and opens them again. New values get the newest format; every format ever written is read. Thread safe,
 * one instance for all.
 */
public final class Sealer {

    private final SecureRandom random;

    /** Takes randomness from the platform. */
    public Sealer() {
        this(new SecureRandom());
    }

    /** Takes data keys and nonces from the given source, which must be thread safe. */
    public Sealer(SecureRandom random) {
        this.random = random;
    }

    /**
     * Seals a value under a fresh data key.
     *
     * @param realmKey the newest key of the binding's realm
     * @param binding where the value will be kept
     * @param plaintext the value; not changed, the caller wipes it
     * @return the bytes to persist
     * @throws SealException when the key is of another realm than the binding
     */
    public byte[] seal(RealmKey realmKey, Binding binding, byte[] plaintext) {
        return SealedFormat.CURRENT.seal(realmKey, binding, plaintext, random);
    }

    /**
     * Opens a value.
     *
     * @param realmKeys the keys of the binding's realm; asked once, for the version that {@link #realmKeyVersion} names
     * @param binding where the value was found
     * @param sealed what {@link #seal} or {@link #rewrap} gave
     * @return the plaintext; the caller wipes it
     * @throws SealException when it does not open: another key, another place, changed or missing bytes
     */
    public byte[] open(RealmKeys realmKeys, Binding binding, byte[] sealed) {
        return SealedFormat.of(sealed).open(realmKeys, binding, sealed);
    }

    /**
     * The version of the realm key that wraps the value's data key.
     *
     * @throws SealException when the value is cut or of an unknown format
     */
    public int realmKeyVersion(byte[] sealed) {
        return SealedFormat.of(sealed).realmKeyVersion(sealed);
    }

    /**
     * Moves a value from one realm key to another of the same realm. Only the wrapped data key changes; the value is
     * not opened.
     *
     * @param sealed not changed
     * @param from the key that wraps it now
     * @param to the key that shall wrap it
     * @return the bytes to persist
     * @throws SealException when it is not wrapped by {@code from}, or the keys are of two realms
     */
    public byte[] rewrap(byte[] sealed, RealmKey from, RealmKey to) {
        return SealedFormat.of(sealed).rewrap(sealed, from, to);
    }
}
