package dev.undercroft.vault;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.undercroft.web.UnicodeText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Access keys as clients of this door make them. */
final class AgentKeyDocument {

    private AgentKeyDocument() {}

    /** An access key to make. */
    @Schema(name = "AgentKeyDraft")
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Draft(
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
    public record Full(
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
    public record Issued(
            @Schema(description = "shown this once") String apiKey, Full record) {

        @Override
        public String toString() {
            return "Issued[" + record.id() + "]";
        }
    }
}
