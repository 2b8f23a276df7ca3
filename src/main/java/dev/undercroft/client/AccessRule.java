package dev.undercroft.client;

import java.time.Instant;
import java.util.UUID;

/**
 * Lets an agent's access keys read a secret. The service's rule, not cryptography. Immutable.
 *
 * @param identityId the agent identity
 */
public record AccessRule(UUID id, UUID secretId, UUID identityId, Instant createdAt) {}
