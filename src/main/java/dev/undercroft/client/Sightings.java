package dev.undercroft.client;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Holds what the service shows of secrets against what is remembered. Thread safe.
 *
 * <p>Format 1 has no versions: of two ciphertexts nothing but the order of seeing them says which is newer. So a ciphertext
 * is judged only when nothing was remembered of its secret since before it was asked for; otherwise it was overtaken, and
 * must be asked for again.
 */
final class Sightings {

    /**
     * What came out.
     *
     * @param overtaken to be asked for again
     * @param refused why they must not be believed
     */
    record Verdict(Set<UUID> overtaken, Map<UUID, String> refused) {}

    private final VaultMemory memory;
    private final String service;
    private final VaultTerms terms;
    private final String fingerprint;

    Sightings(VaultMemory memory, String service, VaultTerms terms, String fingerprint) {
        this.memory = memory;
        this.service = service;
        this.terms = terms;
        this.fingerprint = fingerprint;
    }

    /** What is remembered now, before secrets are asked for. */
    Map<UUID, RememberedSecret> recall() {
        return recall(memory.recall(service, terms.organization()));
    }

    /** The secrets that were remembered of this vault. */
    Map<UUID, RememberedSecret> recall(Optional<RememberedVault> remembered) {
        return remembered
                .filter(vault -> vault.fingerprint().equals(fingerprint))
                .map(RememberedVault::secrets)
                .orElse(Map.of());
    }

    /**
     * Judges what is shown, and remembers what is believed.
     *
     * @param before what was remembered before it was asked for
     */
    Verdict see(Map<UUID, RememberedSecret> before, Collection<OpenedSecret> shown) {
        Set<UUID> overtaken = new HashSet<>();
        Map<UUID, String> refused = new HashMap<>();
        change(secrets -> {
            Map<UUID, RememberedSecret> believed = new HashMap<>();
            for (OpenedSecret secret : shown) {
                UUID id = secret.metadata().id();
                RememberedSecret known = secrets.get(id);
                if (!Objects.equals(known, before.get(id))) {
                    overtaken.add(id);
                } else if (known == null) {
                    believed.put(id, RememberedSecret.first(secret.version(), secret.digest()));
                } else {
                    known.refusal(secret.version(), secret.digest())
                            .ifPresentOrElse(
                                    why -> refused.put(id, why),
                                    () -> believed.put(id, known.seen(secret.version(), secret.digest())));
                }
            }
            return believed;
        });
        return new Verdict(overtaken, refused);
    }

    /** Remembers what the service accepted in place of another ciphertext, or of none ({@code ""}). */
    void written(UUID id, String replacedDigest, long version, String digest) {
        change(secrets -> {
            RememberedSecret known = secrets.get(id);
            return Map.of(
                    id,
                    known == null
                            ? RememberedSecret.first(version, digest)
                            : known.written(replacedDigest, version, digest));
        });
    }

    /** Remembers that a secret is gone for good: its id is never used again. */
    void deleted(UUID id) {
        change(secrets -> Map.of(id, RememberedSecret.DELETED));
    }

    private void change(Function<Map<UUID, RememberedSecret>, Map<UUID, RememberedSecret>> step) {
        memory.change(service, terms.organization(), remembered -> {
            // Nothing is remembered when it was forgotten meanwhile.
            RememberedVault vault =
                    remembered.orElseGet(() -> RememberedVault.first(terms.format(), terms.kdf(), fingerprint));
            return vault.with(fingerprint, step.apply(vault.secrets()));
        });
    }
}
