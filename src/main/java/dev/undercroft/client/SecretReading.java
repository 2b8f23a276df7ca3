package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads secrets: asks, opens, holds against what is remembered. Thread safe. */
final class SecretReading {

    // Each further one means that somebody else changed the secret between asking and answering.
    private static final int ATTEMPTS = 5;

    private final SecretCalls calls;
    private final SealedSecrets sealed;
    private final Sightings sightings;

    SecretReading(SecretCalls calls, SealedSecrets sealed, Sightings sightings) {
        this.calls = calls;
        this.sealed = sealed;
        this.sightings = sightings;
    }

    /**
     * Reads a secret.
     *
     * @throws VaultException {@link Reason#ALTERED}, {@link Reason#RENAMED}, {@link Reason#INVALID_PAYLOAD},
     *     {@link Reason#ROLLED_BACK}
     */
    OpenedSecret read(UUID id) {
        sealed.requireOpen();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Map<UUID, RememberedSecret> before = sightings.recall();
            OpenedSecret opened = sealed.open(id, calls.get(id));
            Sightings.Verdict verdict = sightings.see(before, List.of(opened));
            if (verdict.refused().containsKey(id)) {
                throw rolledBack(opened, verdict);
            }
            if (verdict.overtaken().isEmpty()) {
                return opened;
            }
        }
        throw new VaultException(
                Reason.CONFLICT, "secret " + id + " is being changed faster than it can be read; try again");
    }

    /**
     * Opens what was delivered together.
     *
     * @param before what was remembered before it was asked for
     * @param refused gets those that must not be believed
     */
    List<OpenedSecret> open(
            Map<UUID, RememberedSecret> before, List<SecretDetail> shown, List<VaultException> refused) {
        List<OpenedSecret> opened = new ArrayList<>();
        for (SecretDetail detail : shown) {
            unlessRefused(() -> sealed.open(detail), refused).ifPresent(opened::add);
        }
        Sightings.Verdict verdict = sightings.see(before, opened);
        List<OpenedSecret> believed = new ArrayList<>();
        for (OpenedSecret secret : opened) {
            UUID id = secret.metadata().id();
            if (verdict.overtaken().contains(id)) {
                unlessRefused(() -> read(id), refused).ifPresent(believed::add);
            } else if (verdict.refused().containsKey(id)) {
                refused.add(rolledBack(secret, verdict));
            } else {
                believed.add(secret);
            }
        }
        return believed;
    }

    /** Nothing when the secret is refused, or was deleted meanwhile; what else fails is thrown on. */
    static <T> Optional<T> unlessRefused(Supplier<T> step, List<VaultException> refused) {
        try {
            return Optional.of(step.get());
        } catch (VaultException failed) {
            if (failed.secretId().isPresent()) {
                refused.add(failed);
            } else if (failed.reason() != Reason.NOT_FOUND) {
                throw failed;
            }
            return Optional.empty();
        }
    }

    private static VaultException rolledBack(OpenedSecret secret, Sightings.Verdict verdict) {
        UUID id = secret.metadata().id();
        return new VaultException(
                Reason.ROLLED_BACK,
                secret.metadata().label() + " was rolled back: "
                        + verdict.refused().get(id) + "; don't use it, and ask who runs the service",
                id);
    }
}
