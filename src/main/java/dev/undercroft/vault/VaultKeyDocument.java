package dev.undercroft.vault;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Vault keys as they stand in requests and answers; proofs only ever come in. */
final class VaultKeyDocument {

    private VaultKeyDocument() {}

    /** A wrapped organisation key with its proofs, to be kept. */
    @Schema(name = "VaultKeyMaterial")
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Material(
            @NotNull @Pattern(regexp = Checks.UUID, message = Checks.UUID_RULE)
            String id,

            @NotNull @Schema(description = "base64") String wrappedOrgEncryptionKey,

            @NotNull @Pattern(regexp = Checks.HASH, message = Checks.HASH_RULE)
            String authHash,

            @Pattern(regexp = Checks.HASH, message = Checks.HASH_RULE)
            @Schema(description = "of payload format 2, and there required", nullable = true)
            String changeAuthHash,

            @NotNull
            @Pattern(regexp = "primary|recovery", message = "must be primary or recovery.")
            @Schema(enumeration = {"primary", "recovery"})
            String keyType) {

        @Override
        public String toString() {
            return "Material[" + id + "]";
        }
    }

    /** A primary key in place of the one before, and the proof of whoever may say so. */
    @Schema(name = "VaultKeyReplacement")
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Replacement(
            @NotNull @Pattern(regexp = Checks.UUID, message = Checks.UUID_RULE)
            String id,

            @NotNull @Schema(description = "base64") String wrappedOrgEncryptionKey,

            @NotNull @Pattern(regexp = Checks.HASH, message = Checks.HASH_RULE)
            String authHash,

            @Pattern(regexp = Checks.HASH, message = Checks.HASH_RULE)
            @Schema(description = "of payload format 2, and there required", nullable = true)
            String changeAuthHash,

            @Pattern(regexp = Checks.HASH, message = Checks.HASH_RULE)
            @Schema(description = "of the primary key; this or recovery_auth_hash", nullable = true)
            String currentAuthHash,

            @Pattern(regexp = Checks.HASH, message = Checks.HASH_RULE)
            @Schema(description = "of a recovery key, which is spent by it", nullable = true)
            String recoveryAuthHash) {

        Material material() {
            return new Material(id, wrappedOrgEncryptionKey, authHash, changeAuthHash, VaultKey.PRIMARY);
        }

        @Override
        public String toString() {
            return "Replacement[" + id + "]";
        }
    }

    /** A key without the key. */
    @Schema(name = "VaultKey")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Full(
            String id,
            @Schema(enumeration = {"primary", "recovery"}) String keyType,
            String createdBy,
            String createdAt,
            String updatedAt) {}
}
