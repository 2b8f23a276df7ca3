package dev.undercroft.vault;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who asks, as clients of this API know it: with members of a key or of a token, and null for those of the other. */
@Schema(name = "VaultWhoAmI")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record WhoamiDocument(
        @Schema(enumeration = {"api_key", "jwt"}) String authType,

        @Schema(
                nullable = true,
                description = "of a key: api_key.admin_scoped, or of an agent's api_key.agent_scoped.claimed")
        String authSubtype,

        @Schema(nullable = true, description = "the tenant, the salt of every vault key")
        String organizationId,

        @Schema(nullable = true, description = "the scopes, separated by spaces")
        String scope,

        @Schema(nullable = true) String createdBy,
        @Schema(nullable = true) String creatorType,
        @Schema(nullable = true) String keyId,
        @Schema(nullable = true) String label,
        @Schema(nullable = true) String description,
        @Schema(nullable = true) String createdAt,
        @Schema(nullable = true) String lastUsedAt,
        @Schema(nullable = true) String expiresAt,

        @Schema(nullable = true, description = "of a token") String userId,

        @Schema(nullable = true, description = "of a token") String name) {}
