package dev.undercroft.tenancy;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.web.Body;
import dev.undercroft.web.Page;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Tenants over HTTP, for the admins of their partner. */
@Path("/v1/identity/tenants")
@Tag(name = "identity")
@Authenticated
@RequiresAccess
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TenantResource {

    @Inject
    Tenants tenants;

    @GET
    @Operation(operationId = "listTenants", summary = "Lists a partner's tenants; partner admins only")
    @SecurityRequirement(name = "bearer")
    @Audited(Action.TENANT_READ)
    public RealmDocument.Tenants list(
            @Parameter(description = "the partner; super admins only, others have their own") @RestQuery("partner_id")
                    String partnerId,
            @Parameter(description = "the most rows of a page")
                    @RestQuery
                    @Schema(implementation = Integer.class, minimum = "1", maximum = "200", defaultValue = "50")
                    String limit,
            @Parameter(description = "the cursor of the page before") @RestQuery String cursor) {
        return tenants.list(partnerId, Page.limit(limit, 50, 200), cursor);
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createTenant", summary = "Makes a tenant; partner admins only")
    @APIResponseSchema(value = RealmDocument.Tenant.class, responseCode = "201")
    @SecurityRequirement(name = "bearer")
    @Audited(Action.TENANT_CREATE)
    public RealmDocument.Tenant create(@Valid RealmDocument.TenantDraft draft) {
        return tenants.create(Body.required(draft));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getTenant", summary = "A tenant with the count of its secrets")
    @SecurityRequirement(name = "bearer")
    @Audited(Action.TENANT_READ)
    public RealmDocument.Tenant get(@Parameter(description = "the id of the tenant") @RestPath String id) {
        return tenants.get(id);
    }

    @DELETE
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "deleteTenant", summary = "Closes a tenant for good and destroys its keys")
    @SecurityRequirement(name = "bearer")
    @Audited(Action.TENANT_DELETE)
    public RealmDocument.Tenant delete(
            @Parameter(description = "the id of the tenant") @RestPath String id,
            @Parameter(description = "the id of the tenant once more") @RestQuery String confirm) {
        return tenants.close(id, confirm);
    }
}
