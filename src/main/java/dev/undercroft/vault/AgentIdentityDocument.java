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
}
