package dev.undercroft.client;

import java.time.Instant;
import java.util.UUID;

/**
 * A key of a vault, as the service describes it. Immutable.
 *
 * @param createdBy the user who made it, or {@code ""}
 */
public record VaultKey(UUID id, KeyType type, String createdBy, Instant createdAt, Instant updatedAt) {}
