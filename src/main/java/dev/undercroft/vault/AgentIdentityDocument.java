package dev.undercroft.vault;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.undercroft.web.UnicodeText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An agent identity as it stands in answers. It has no mailbox, phone number and tunnel here, which clients expect named. */
@Schema(name = "AgentIdentity")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AgentIdentityDocument(
        String id,
        String organizationId,
        String agentHandle,
        @Schema(nullable = true) String displayName,
        @Schema(nullable = true) String description,

        @Schema(nullable = true, implementation = String.class, description = "always null")
        String emailAddress,

        String createdAt,
        String updatedAt,

        @Schema(nullable = true, implementation = Object.class, description = "always null")
        Object mailbox,

        @Schema(nullable = true, implementation = Object.class, description = "always null")
        Object phoneNumber,

        @Schema(nullable = true, implementation = Object.class, description = "always null")
        Object tunnel) {

    static final String HANDLE = "@?[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

    /** An agent identity to make. */
    @Schema(name = "AgentIdentityDraft")
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Draft(
            @NotNull
            @Pattern(
                    regexp = HANDLE,
                    message = "must have 1 to 63 of letters, digits, '.', '_' and '-', with a letter or digit first.")
            @Schema(description = "its case does not count")
            String agentHandle,

            @UnicodeText
            @Size(max = Checks.LONGEST_NAME, message = "must have at most 255 characters.")
            @Schema(nullable = true)
            String displayName,

            @UnicodeText
            @Size(max = Checks.LONGEST_DESCRIPTION, message = Checks.DESCRIPTION_RULE)
            @Schema(nullable = true)
            String description,

            @Schema(
                    description =
                            "secrets to grant: an id, an array of ids, or * or all for every secret that there is",
                    nullable = true,
                    implementation = Object.class)
            JsonNode vaultSecretIds) {}

    /** An access key to make. */
    @Schema(name = "AgentKeyDraft")
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record KeyDraft(
            @NotNull @UnicodeText @Size(min = 1, max = Checks.LONGEST_NAME, message = Checks.NAME_RULE)
            String label,

            @UnicodeText @Size(max = 1000, message = "must have at most 1000 characters.") @Schema(nullable = true)
            String description,

            @Pattern(regexp = Checks.UUID, message = Checks.UUID_RULE)
            @Schema(
                    description = "the agent identity that the key stands for; only a person may leave it out, and gets"
                            + " a key of the whole organisation",
                    nullable = true)
            String scopedIdentityId) {}

    /** An access key without the key. */
    @Schema(name = "AgentKey")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record KeyRecord(
            String id,
            String organizationId,
            String createdBy,
            @Schema(enumeration = {"human", "agent"}) String creatorType,
            @Schema(nullable = true) String scopedIdentityId,
            String label,
            @Schema(nullable = true) String description,
            @Schema(enumeration = "active") String status,
            String last4,
            String displayPrefix,
            @Schema(nullable = true) String lastUsedAt,
            @Schema(nullable = true) String expiresAt,
            @Schema(nullable = true) String revokedAt,
            String createdAt,
            String updatedAt) {}

    /** An access key that was just made. */
    @Schema(name = "AgentKeyIssued")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record KeyIssued(
            @Schema(description = "shown this once") String apiKey, KeyRecord record) {

        @Override
        public String toString() {
            return "KeyIssued[" + record.id() + "]";
        }
    }
}
