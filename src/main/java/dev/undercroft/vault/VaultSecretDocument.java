package dev.undercroft.vault;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.undercroft.web.UnicodeText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Secrets of a vault as they stand in requests and answers. */
final class VaultSecretDocument {

    private static final String PAYLOAD = "base64 of what the client sealed, 28 bytes to 1 MiB";

    private VaultSecretDocument() {}

    /** A secret to keep. */
    @Schema(name = "VaultSecretDraft")
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Draft(
            @Pattern(regexp = Checks.UUID, message = Checks.UUID_RULE)
            @Schema(
                    description = "the id that the ciphertext is bound to; left out, one is made, and then clients"
                            + " of this API can't open the secret",
                    nullable = true)
            String id,

            @NotNull @UnicodeText @Size(min = 1, max = Checks.LONGEST_NAME, message = Checks.NAME_RULE)
            String name,

            @UnicodeText
            @Size(max = Checks.LONGEST_DESCRIPTION, message = Checks.DESCRIPTION_RULE)
            @Schema(nullable = true)
            String description,

            @NotNull
            @Pattern(regexp = Checks.SECRET_TYPES, message = "must be one of login, api_key, key_pair, ssh_key, other.")
            @Schema(enumeration = {"login", "api_key", "key_pair", "ssh_key", "other"})
            String secretType,

            @NotNull @Schema(description = PAYLOAD) String encryptedPayload) {

        @Override
        public String toString() {
            return "Draft[" + id + "]";
        }
    }

    /** What changes of a secret; what is left out stays. */
    @Schema(name = "VaultSecretChange")
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Change(
            @UnicodeText @Size(min = 1, max = Checks.LONGEST_NAME, message = Checks.NAME_RULE) @Schema(nullable = true)
            String name,

            @Schema(implementation = String.class, description = "null clears it", nullable = true)
            JsonNode description,

            @Schema(description = PAYLOAD + "; in payload format 2 sent with every change, of the next version")
            String encryptedPayload) {

        @Override
        public String toString() {
            return "Change[]";
        }
    }

    /** A secret without its ciphertext. */
    @Schema(name = "VaultSecret")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Full(
            String id,
            String name,
            @Schema(nullable = true) String description,

            @Schema(enumeration = {"login", "api_key", "key_pair", "ssh_key", "other"})
            String secretType,

            @Schema(enumeration = "active") String status,
            String createdAt,
            String updatedAt,

            @Schema(description = "whom it is granted to; left out of answers to changes")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            List<AccessRuleDocument> access) {}

    /** A secret with its ciphertext. */
    @Schema(name = "VaultSecretDetail")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Detail(
            String id,
            String name,
            @Schema(nullable = true) String description,

            @Schema(enumeration = {"login", "api_key", "key_pair", "ssh_key", "other"})
            String secretType,

            @Schema(enumeration = "active") String status,
            String createdAt,
            String updatedAt,
            List<AccessRuleDocument> access,

            @Schema(description = "base64 of what the client sealed")
            String encryptedPayload) {

        @Override
        public String toString() {
            return "Detail[" + id + "]";
        }
    }
}
