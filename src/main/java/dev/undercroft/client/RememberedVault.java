package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What a client remembers of the vault of one organisation at one service. Immutable.
 *
 * @param kdf the parameters that the vault had; weaker ones are refused from then on
 * @param fingerprint of the organisation key, 32 hexadecimal digits
 * @param earlierFingerprints of organisation keys that were replaced: of vaults that were deleted
 */
public record RememberedVault(
        PayloadFormat format,
        KdfParameters kdf,
        String fingerprint,
        List<String> earlierFingerprints,
        Map<UUID, RememberedSecret> secrets) {

    /** Keeps copies of the collections. */
    public RememberedVault {
        Objects.requireNonNull(format);
        Objects.requireNonNull(kdf);
        Objects.requireNonNull(fingerprint);
        earlierFingerprints = List.copyOf(earlierFingerprints);
        secrets = Map.copyOf(secrets);
    }

    static RememberedVault first(PayloadFormat format, KdfParameters kdf, String fingerprint) {
        return new RememberedVault(format, kdf, fingerprint, List.of(), Map.of());
    }

    /**
     * Refuses a vault that is not the remembered one, before anything is derived.
     *
     * @throws VaultException {@link Reason#UNEXPECTED_FORMAT}, {@link Reason#REFUSED_PARAMETERS}
     */
    void requireSame(PayloadFormat shownFormat, KdfParameters shownKdf) {
        if (shownFormat != format) {
            throw new VaultException(
                    Reason.UNEXPECTED_FORMAT,
                    "the vault had format " + format.number() + " and the service now shows format "
                            + shownFormat.number() + ", which never changes; nothing was derived. If the vault was"
                            + " made anew, let the client's memory forget it");
        }
        if (!shownKdf.isAtLeast(kdf)) {
            throw new VaultException(
                    Reason.REFUSED_PARAMETERS,
                    "the key derivation had the parameters " + kdf + " and the service now shows the weaker "
                            + shownKdf + "; nothing was derived. If the vault was made anew, let the client's memory"
                            + " forget it");
        }
    }

    /**
     * After the vault was unlocked.
     *
     * @throws VaultException {@link Reason#DELETED_VAULT} when its organisation key was replaced before
     */
    RememberedVault unlocked(PayloadFormat shownFormat, KdfParameters shownKdf, String shownFingerprint) {
        requireSame(shownFormat, shownKdf);
        if (earlierFingerprints.contains(shownFingerprint)) {
            throw replaced();
        }
        if (shownFingerprint.equals(fingerprint)) {
            return new RememberedVault(format, shownKdf, fingerprint, earlierFingerprints, secrets);
        }
        return replacedBy(shownFormat, shownKdf, shownFingerprint);
    }

    /** After a vault was made in place of this one. */
    RememberedVault replacedBy(PayloadFormat newFormat, KdfParameters newKdf, String newFingerprint) {
        if (newFingerprint.equals(fingerprint)) {
            return this;
        }
        List<String> earlier = new ArrayList<>(earlierFingerprints);
        earlier.add(fingerprint);
        return new RememberedVault(newFormat, newKdf, newFingerprint, earlier, Map.of());
    }

    /**
     * With other secrets.
     *
     * @param unlocked the fingerprint of the vault that they belong to
     * @throws VaultException {@link Reason#DELETED_VAULT} when that is not this vault any more
     */
    RememberedVault with(String unlocked, Map<UUID, RememberedSecret> changed) {
        if (!unlocked.equals(fingerprint)) {
            throw replaced();
        }
        if (changed.isEmpty()) {
            return this;
        }
        Map<UUID, RememberedSecret> merged = new HashMap<>(secrets);
        merged.putAll(changed);
        return new RememberedVault(format, kdf, fingerprint, earlierFingerprints, merged);
    }

    private static VaultException replaced() {
        return new VaultException(
                Reason.DELETED_VAULT,
                "the service shows a vault that was deleted and replaced by another one; don't trust what it shows,"
                        + " and ask who runs it");
    }
}
