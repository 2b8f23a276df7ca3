package dev.undercroft.vault;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.undercroft.clock.Timestamps;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An access rule as it stands in answers. */
@Schema(name = "VaultAccessRule")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AccessRuleDocument(String id, String vaultSecretId, String identityId, String createdAt) {

    /** Whom to give a secret to. */
    @Schema(name = "VaultAccessGrant")
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Grant(
            @NotNull @Pattern(regexp = Checks.UUID, message = Checks.UUID_RULE)
            String identityId) {}

    static AccessRuleDocument of(UUID id, UUID secretId, UUID agentId, Instant createdAt) {
        return new AccessRuleDocument(
                id.toString(), secretId.toString(), agentId.toString(), Timestamps.micros(createdAt));
    }
}
