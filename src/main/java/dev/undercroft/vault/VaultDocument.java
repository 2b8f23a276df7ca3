package dev.undercroft.vault;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.undercroft.vault.VaultKeyDocument.Material;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Vaults as they stand in requests and answers. */
final class VaultDocument {

    private VaultDocument() {}

    /** Parameters of Argon2id; no fewer than clients of this API have. */
    @Schema(name = "VaultKdf")
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Kdf(
            @NotNull
            @Min(value = 3, message = "must be from 3 to 10.")
            @Max(value = 10, message = "must be from 3 to 10.")
            Integer iterations,

            @NotNull
            @Min(value = 65_536, message = "must be from 65536 to 1048576.")
            @Max(value = 1_048_576, message = "must be from 65536 to 1048576.")
            Integer memoryKib,

            @NotNull @Min(value = 1, message = "must be from 1 to 4.") @Max(value = 4, message = "must be from 1 to 4.")
            Integer parallelism) {

        /** What clients of this API use. */
        static final Kdf USUAL = new Kdf(3, 65_536, 1);
    }

    /** A vault to make. */
    @Schema(name = "VaultDraft")
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Draft(
            @NotNull @Valid Material vaultKey,

            @NotNull @Size(min = 4, max = 4, message = "must be four.")
            List<@NotNull @Valid Material> recoveryKeys,

            @Min(value = 1, message = "must be 1 or 2.")
            @Max(value = 2, message = "must be 1 or 2.")
            @Schema(
                    description = "how secrets are sealed: 1 as clients of this API do, 2 as docs/vault-crypto.md says",
                    defaultValue = "1",
                    nullable = true)
            Integer payloadFormat,

            @Valid @Schema(description = "of payload format 2 alone; left out: 3, 65536, 1")
            Kdf kdf) {

        /** Keeps five recovery keys at most: one too many already, and each one more would be checked for its faults. */
        public Draft {
            recoveryKeys = recoveryKeys == null || recoveryKeys.size() <= 5 ? recoveryKeys : recoveryKeys.subList(0, 5);
        }
    }

    /** A vault that was just made. */
    @Schema(name = "VaultInitialized")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Initialized(String vaultId, String vaultKeyId, int recoveryKeyCount) {}

    /** A vault without what is in it. */
    @Schema(name = "VaultInfo")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Info(
            String id,
            String organizationId,
            String createdAt,
            String updatedAt,

            @Schema(description = "primary keys") int keyCount,

            @Schema(description = "an agent sees those that are granted to it")
            int secretCount,

            int recoveryKeyCount,
            int payloadFormat,
            Kdf kdf) {}

    /** All that one who holds a vault key needs. */
    @Schema(name = "VaultUnlocked")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Unlocked(
            @Schema(description = "null when no key of the vault has this proof", nullable = true)
            String wrappedOrgEncryptionKey,

            List<VaultSecretDocument.Detail> encryptedSecrets) {}
}
