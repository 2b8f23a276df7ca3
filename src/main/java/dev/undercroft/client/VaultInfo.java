package dev.undercroft.client;

import java.time.Instant;
import java.util.UUID;

/**
 * How the service describes a vault. Immutable; nothing of it is proved before the vault is unlocked.
 *
 * @param keyCount primary keys: 1
 * @param recoveryKeyCount recovery codes that are neither used nor revoked
 * @param payloadFormat 1 where the service says none
 * @param kdf {@link KdfParameters#STANDARD} where the service says none
 */
public record VaultInfo(
        UUID id,
        String organizationId,
        Instant createdAt,
        Instant updatedAt,
        int keyCount,
        int secretCount,
        int recoveryKeyCount,
        int payloadFormat,
        KdfParameters kdf) {}
