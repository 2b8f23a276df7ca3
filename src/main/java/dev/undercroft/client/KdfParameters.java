package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;

/**
 * What a derivation by Argon2id costs. Immutable.
 *
 * @param iterations passes over the memory
 * @param memoryKib memory, in KiB
 * @param parallelism lanes
 */
public record KdfParameters(int iterations, int memoryKib, int parallelism) {

    /** What format 1 has always, and the least for format 2. */
    public static final KdfParameters STANDARD = new KdfParameters(3, 65_536, 1);

    /** The most that is accepted: beyond, a service could keep a client busy for ever. */
    public static final KdfParameters STRONGEST = new KdfParameters(10, 1_048_576, 4);

    /** Whether no figure is below the other's. */
    boolean isAtLeast(KdfParameters other) {
        return iterations >= other.iterations && memoryKib >= other.memoryKib && parallelism >= other.parallelism;
    }

    /**
     * Refuses what the format does not allow, before anything is derived.
     *
     * @throws VaultException {@link Reason#REFUSED_PARAMETERS}
     */
    void requireAllowed(PayloadFormat format) {
        if (format == PayloadFormat.V1 && !equals(STANDARD)) {
            throw refused("format 1 has always " + STANDARD);
        }
        if (!isAtLeast(STANDARD)) {
            throw refused("that is weaker than " + STANDARD + ", the least");
        }
        if (!STRONGEST.isAtLeast(this)) {
            throw refused("that is more than " + STRONGEST + ", the most");
        }
    }

    private VaultException refused(String why) {
        return new VaultException(
                Reason.REFUSED_PARAMETERS,
                "the parameters of the key derivation are " + this + ": " + why
                        + "; nothing was derived, so the vault key is safe; ask who runs the service");
    }

    /** Iterations / memory in KiB / lanes. */
    @Override
    public String toString() {
        return iterations + " / " + memoryKib + " / " + parallelism;
    }
}
