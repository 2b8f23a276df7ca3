package dev.undercroft.client;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the service says of a secret without opening it. Immutable. Name and description are proved only in a
 * {@link VaultSecret} of format 2; the times never.
 *
 * @param description {@code ""} for none
 * @param access who may read it; empty in answers to writes
 */
public record SecretMetadata(
        UUID id,
        String name,
        String description,
        SecretType type,
        Instant createdAt,
        Instant updatedAt,
        List<AccessRule> access) {

    /** Keeps a copy of the list. */
    public SecretMetadata {
        access = List.copyOf(access);
    }

    /** As it is named in messages. */
    String label() {
        return "secret \"" + PlainText.of(name) + "\" (" + id + ")";
    }
}
