package dev.undercroft.tenancy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The shapes in which partners and tenants travel. */
public final class RealmDocument {

    private static final String NAME_RULE = "must have 1 to 255 characters.";

    private RealmDocument() {}

    /** A partner. */
    @Schema(name = "Partner")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Partner(String id, String name, String createdAt, long tenantCount) {}

    /** A page of partners. */
    @Schema(name = "PartnerList")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Partners(
            List<Partner> partners, @Schema(nullable = true) String cursor, boolean hasMore) {}

    /** A partner to make. */
    @Schema(name = "PartnerWrite")
    public record PartnerDraft(
            @Schema(pattern = "ptn_[a-z0-9_]{4,28}") String id,

            @NotNull @Size(min = 1, max = 255, message = NAME_RULE)
            String name) {}

    /** A tenant. */
    @Schema(name = "Tenant")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tenant(
            @Schema(required = true) String id,
            @Schema(required = true) String name,
            @Schema(required = true) String partnerId,

            @Schema(
                    required = true,
                    enumeration = {"active", "closed"})
            String status,

            @Schema(required = true) String createdAt,

            @Schema(description = "where one tenant is asked for")
            Long secretCount) {}

    /** A page of tenants. */
    @Schema(name = "TenantList")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Tenants(
            List<Tenant> tenants, @Schema(nullable = true) String cursor, boolean hasMore) {}

    /** A tenant to make. */
    @Schema(name = "TenantWrite")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record TenantDraft(
            @Schema(pattern = "tnt_[a-z0-9_]{4,28}") String id,

            @NotNull @Size(min = 1, max = 255, message = NAME_RULE)
            String name,

            String partnerId) {}
}
