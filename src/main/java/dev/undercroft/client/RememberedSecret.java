package dev.undercroft.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a client remembers of a secret. Immutable.
 *
 * @param version the highest that was seen; 0 throughout in format 1
 * @param digest SHA-256 of the newest ciphertext, hexadecimal; {@code ""} once deleted
 * @param superseded digests of ciphertexts that were seen replaced, oldest first; format 1 alone needs them
 * @param deleted whether this client deleted the secret
 */
public record RememberedSecret(long version, String digest, List<String> superseded, boolean deleted) {

    /** How many replaced ciphertexts are remembered of a secret. */
    public static final int SUPERSEDED = 256;

    /** What is left of a secret that was deleted. */
    static final RememberedSecret DELETED = new RememberedSecret(0, "", List.of(), true);

    /** Keeps a copy of the list. */
    public RememberedSecret {
        Objects.requireNonNull(digest);
        superseded = List.copyOf(superseded);
    }

    static RememberedSecret first(long version, String digest) {
        return new RememberedSecret(version, digest, List.of(), false);
    }

    /** Why a ciphertext must not be believed; nothing when it may be the newest. */
    Optional<String> refusal(long shownVersion, String shownDigest) {
        if (deleted) {
            return Optional.of("it was deleted, and the service shows it again");
        }
        if (shownVersion < version) {
            return Optional.of(
                    "the service shows version " + shownVersion + ", and version " + version + " was seen before");
        }
        if (version > 0 && shownVersion == version && !shownDigest.equals(digest)) {
            return Optional.of("the service shows another ciphertext of version " + version + " than before");
        }
        if (version == 0 && superseded.contains(shownDigest)) {
            return Optional.of("the service shows a ciphertext that was replaced by a newer one");
        }
        return Optional.empty();
    }

    /** After a ciphertext was seen that {@link #refusal} lets through. */
    RememberedSecret seen(long shownVersion, String shownDigest) {
        if (shownVersion == version && shownDigest.equals(digest)) {
            return this;
        }
        return shownVersion > 0 ? first(shownVersion, shownDigest) : replacedBy(shownDigest);
    }

    /**
     * After the service accepted a ciphertext in place of another. Somebody else may have replaced it since: what is
     * remembered never goes back.
     */
    RememberedSecret written(String replacedDigest, long newVersion, String newDigest) {
        if (deleted) {
            return this;
        }
        if (newVersion > 0) {
            return newVersion > version ? first(newVersion, newDigest) : this;
        }
        return digest.equals(replacedDigest) ? replacedBy(newDigest) : this;
    }

    private RememberedSecret replacedBy(String newDigest) {
        List<String> older = new ArrayList<>(superseded);
        older.add(digest);
        return new RememberedSecret(
                0, newDigest, older.subList(Math.max(0, older.size() - SUPERSEDED), older.size()), false);
    }
}
