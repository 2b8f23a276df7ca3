package dev.undercroft.stores;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.identity.ProvesEpoch;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.identity.Role;
import dev.undercroft.identity.ScopeOfRole;
import dev.undercroft.web.QueryText;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Stores over HTTP, bare and below the base that clients of this API put before every path. */
@Path("/accounts/{account_id}/secrets_store")
@Tag(name = "stores", description = "Named stores of write-only secrets; the same below /client/v4")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class StoreResource {

    private static final Map<String, String> ORDERS =
            Map.of("name", "name", "created", "created_at", "modified", "modified_at");

    @Inject
    Stores stores;

    @Inject
    Bodies bodies;

    @GET
    @Path("quota")
    @Operation(
            operationId = "getStoreQuota",
            summary = "How many secrets the account has and may have, over all stores")
    @SecurityRequirement(name = "bearer", scopes = "stores:read")
    @ScopeOfRole(Role.TENANT_ADMIN)
    @Audited(Action.LIST)
    public StoreDocument.QuotaAnswer quota(
            @Parameter(description = "the account, a tenant's id") @RestPath("account_id") String account) {
        return new StoreDocument.QuotaAnswer(true, List.of(), List.of(), stores.quota());
    }

    @GET
    @Path("stores")
    @Operation(operationId = "listStores", summary = "Lists the account's stores")
    @SecurityRequirement(name = "bearer", scopes = "stores:read")
    @ScopeOfRole(Role.TENANT_ADMIN)
    @Audited(Action.LIST)
    public StoreDocument.Many list(
            @Parameter(description = "the account, a tenant's id") @RestPath("account_id") String account,
            @Parameter(description = "from 1") @RestQuery @Schema(implementation = Integer.class, minimum = "0")
                    String page,
            @Parameter(description = "the most stores of a page")
                    @RestQuery("per_page")
                    @Schema(implementation = Integer.class, minimum = "0", maximum = "100", defaultValue = "20")
                    String perPage,
            @Parameter(description = "what to order by; ties by id")
                    @RestQuery
                    @Schema(
                            enumeration = {"name", "created", "modified"},
                            defaultValue = "created")
                    String order,
            @Parameter(description = "which way")
                    @RestQuery
                    @Schema(
                            enumeration = {"asc", "desc"},
                            defaultValue = "desc")
                    String direction) {
        return stores.list(PageRequest.of(page, perPage, order, direction, ORDERS));
    }

    @POST
    @Path("stores")
    @Operation(
            operationId = "createStore",
            summary = "Makes a store; an array of several makes several and answers in kind")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = StoreDocument.Draft.class)))
    @APIResponse(
            responseCode = "200",
            description = "The new store",
            content = @Content(schema = @Schema(implementation = StoreDocument.One.class)))
    @SecurityRequirement(name = "bearer", scopes = "stores:write")
    @ScopeOfRole(Role.TENANT_ADMIN)
    @Audited(Action.WRITE)
    public Response create(
            @Parameter(description = "the account, a tenant's id") @RestPath("account_id") String account,
            byte[] body) {
        if (bodies.isArray(body)) {
            List<StoreDocument.Full> made = stores.create(bodies.objects(body), true);
            return Response.ok(new StoreDocument.Many(
                            true,
                            List.of(),
                            List.of(),
                            made,
                            new Envelope.Page(made.size(), 1, made.size(), made.size(), 1)))
                    .build();
        }
        StoreDocument.Full made =
                stores.create(List.of(bodies.object(body)), false).get(0);
        return Response.ok(new StoreDocument.One(true, List.of(), List.of(), made))
                .build();
    }

    @GET
    @Path("stores/{store_id}")
    @Operation(operationId = "getStore", summary = "One of the account's stores")
    @SecurityRequirement(name = "bearer", scopes = "stores:read")
    @ScopeOfRole(Role.TENANT_ADMIN)
    @Audited(Action.LIST)
    public StoreDocument.One get(
            @Parameter(description = "the account, a tenant's id") @RestPath("account_id") String account,
            @Parameter(description = "the store's id") @RestPath("store_id") String storeId) {
        return new StoreDocument.One(true, List.of(), List.of(), stores.get(storeId));
    }

    @DELETE
    @Path("stores/{store_id}")
    @Operation(
            operationId = "deleteStore",
            summary = "Deletes a store; one with secrets only with force=true, and then with them")
    @APIResponse(
            responseCode = "409",
            description = "1003: store_not_empty",
            content = @Content(schema = @Schema(implementation = Envelope.Failure.class)))
    @APIResponse(
            responseCode = "200",
            description = "It is gone",
            content = @Content(schema = @Schema(implementation = StoreDocument.Done.class)))
    @SecurityRequirement(name = "bearer", scopes = "stores:write")
    @ScopeOfRole(Role.TENANT_ADMIN)
    @Audited(Action.DELETE)
    public StoreDocument.Done delete(
            @Parameter(description = "the account, a tenant's id") @RestPath("account_id") String account,
            @Parameter(description = "the store's id") @RestPath("store_id") String storeId,
            @Parameter(description = "with its secrets") @RestQuery @Schema(implementation = Boolean.class)
                    String force) {
        stores.delete(storeId, QueryText.flag("force", force));
        return StoreDocument.Done.DONE;
    }
}
