package dev.undercroft.stores;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.identity.ProvesEpoch;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.identity.Role;
import dev.undercroft.identity.ScopeOfRole;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Secrets of stores over HTTP; {@link #resolve} is the only way to a value. */
@Path("/accounts/{account_id}/secrets_store/stores/{store_id}/secrets")
@Tag(name = "stores")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class StoreSecretResource {

    private static final Map<String, String> ORDERS = Map.of(
            "name",
            "name",
            "comment",
            "comment",
            "created",
            "created_at",
            "modified",
            "modified_at",
            "status",
            "created_at");

    @Inject
    StoreSecrets secrets;

    @Inject
    ListStoreSecrets listSecrets;

    @Inject
    ResolveSecret resolveSecret;

    @Inject
    Fields fields;

    @Inject
    Bodies bodies;

    @GET
    @Operation(operationId = "listStoreSecrets", summary = "Lists a store's secrets, without their values")
    @SecurityRequirement(name = "bearer", scopes = "stores:read")
    @ScopeOfRole(Role.TENANT_ADMIN)
    @Audited(Action.LIST)
    public StoreSecretDocument.Many list(
            @Parameter(description = "the account, a tenant's id") @RestPath("account_id") String account,
            @Parameter(description = "the store's id") @RestPath("store_id") String storeId,
            @Parameter(description = "from 1; behind the last page is an empty one")
                    @RestQuery
                    @Schema(implementation = Integer.class, minimum = "0")
                    String page,
            @Parameter(description = "the most secrets of a page")
                    @RestQuery("per_page")
                    @Schema(implementation = Integer.class, minimum = "0", maximum = "100", defaultValue = "20")
                    String perPage,
            @Parameter(description = "what to order by; ties by id")
                    @RestQuery
                    @Schema(
                            enumeration = {"name", "comment", "created", "modified", "status"},
                            defaultValue = "created")
                    String order,
            @Parameter(description = "which way")
                    @RestQuery
                    @Schema(
                            enumeration = {"asc", "desc"},
                            defaultValue = "desc")
                    String direction,
            @Parameter(description = "a part of name or comment, whatever its case") @RestQuery String search,
            @Parameter(description = "services of which a secret names any") @RestQuery List<String> scopes) {
        return listSecrets.list(
                storeId, search == null ? "" : search, scopes, PageRequest.of(page, perPage, order, direction, ORDERS));
    }

    @POST
    @Operation(operationId = "createStoreSecrets", summary = "Makes secrets, all or none")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = StoreSecretDocument.Draft.class,
                                            minItems = 1)))
    @SecurityRequirement(name = "bearer", scopes = "stores:write")
    @ScopeOfRole(Role.TENANT_ADMIN)
    @Audited(Action.WRITE)
    public StoreSecretDocument.Many create(
            @Parameter(description = "the account, a tenant's id") @RestPath("account_id") String account,
            @Parameter(description = "the store's id") @RestPath("store_id") String storeId,
            byte[] body) {
        List<StoreSecretDocument.Full> made = secrets.create(storeId, bodies.objects(body));
        return new StoreSecretDocument.Many(
                true, List.of(), List.of(), made, new Envelope.Page(made.size(), 1, made.size(), made.size(), 1));
    }

    @DELETE
    @ResponseStatus(202)
    @Operation(operationId = "deleteStoreSecrets", summary = "Deletes secrets, all or none")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = StoreSecretDocument.Ids.class)))
    @APIResponse(
            responseCode = "202",
            description = "They are gone",
            content = @Content(schema = @Schema(implementation = StoreDocument.Done.class)))
    @SecurityRequirement(name = "bearer", scopes = "stores:write")
    @ScopeOfRole(Role.TENANT_ADMIN)
    @Audited(Action.DELETE)
    public StoreDocument.Done deleteMany(
            @Parameter(description = "the account, a tenant's id") @RestPath("account_id") String account,
            @Parameter(description = "the store's id") @RestPath("store_id") String storeId,
            byte[] body) {
        secrets.delete(storeId, fields.ids(bodies.object(body)));
        return StoreDocument.Done.DONE;
    }

    @GET
    @Path("{secret_id}")
    @Operation(operationId = "getStoreSecret", summary = "A secret of a store, without its value")
    @SecurityRequirement(name = "bearer", scopes = "stores:read")
    @ScopeOfRole(Role.TENANT_ADMIN)
    @Audited(Action.LIST)
    public StoreSecretDocument.One get(
            @Parameter(description = "the account, a tenant's id") @RestPath("account_id") String account,
            @Parameter(description = "the store's id") @RestPath("store_id") String storeId,
            @Parameter(description = "the secret's id") @RestPath("secret_id") String secretId) {
        return new StoreSecretDocument.One(true, List.of(), List.of(), secrets.get(storeId, secretId));
    }

    @PATCH
    @Path("{secret_id}")
    @Operation(operationId = "changeStoreSecret", summary = "Changes what is given of a secret, never its name")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = StoreSecretDocument.Change.class)))
    @SecurityRequirement(name = "bearer", scopes = "stores:write")
    @ScopeOfRole(Role.TENANT_ADMIN)
    @Audited(Action.WRITE)
    public StoreSecretDocument.One change(
            @Parameter(description = "the account, a tenant's id") @RestPath("account_id") String account,
            @Parameter(description = "the store's id") @RestPath("store_id") String storeId,
            @Parameter(description = "the secret's id") @RestPath("secret_id") String secretId,
            byte[] body) {
        return new StoreSecretDocument.One(
                true, List.of(), List.of(), secrets.change(storeId, secretId, bodies.object(body)));
    }

    @DELETE
    @Path("{secret_id}")
    @ResponseStatus(202)
    @Operation(operationId = "deleteStoreSecret", summary = "Deletes a secret for good")
    @APIResponse(
            responseCode = "202",
            description = "It is gone",
            content = @Content(schema = @Schema(implementation = StoreDocument.Done.class)))
    @SecurityRequirement(name = "bearer", scopes = "stores:write")
    @ScopeOfRole(Role.TENANT_ADMIN)
    @Audited(Action.DELETE)
    public StoreDocument.Done delete(
            @Parameter(description = "the account, a tenant's id") @RestPath("account_id") String account,
            @Parameter(description = "the store's id") @RestPath("store_id") String storeId,
            @Parameter(description = "the secret's id") @RestPath("secret_id") String secretId) {
        secrets.delete(storeId, List.of(secretId));
        return StoreDocument.Done.DONE;
    }

    @POST
    @Path("{secret_id}/duplicate")
    @Operation(operationId = "duplicateStoreSecret", summary = "Copies a secret with its value under another name")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = StoreSecretDocument.Copy.class)))
    @SecurityRequirement(name = "bearer", scopes = "stores:write")
    @ScopeOfRole(Role.TENANT_ADMIN)
    @Audited(Action.WRITE)
    public StoreSecretDocument.One duplicate(
            @Parameter(description = "the account, a tenant's id") @RestPath("account_id") String account,
            @Parameter(description = "the store's id") @RestPath("store_id") String storeId,
            @Parameter(description = "the secret's id") @RestPath("secret_id") String secretId,
            byte[] body) {
        return new StoreSecretDocument.One(
                true, List.of(), List.of(), secrets.duplicate(storeId, secretId, bodies.object(body)));
    }

    @POST
    @Path("{secret_id}/resolve")
    @Operation(
            operationId = "resolveStoreSecret",
            summary = "The value of a secret, for a service that it names; stands in the trail before it leaves")
    @APIResponse(
            responseCode = "200",
            description = "The value",
            content = @Content(schema = @Schema(implementation = StoreSecretDocument.ResolvedAnswer.class)))
    @SecurityRequirement(name = "bearer", scopes = "stores:resolve")
    @Audited(Action.RESOLVE)
    public CompletionStage<Response> resolve(
            @Parameter(description = "the account, a tenant's id") @RestPath("account_id") String account,
            @Parameter(description = "the store's id") @RestPath("store_id") String storeId,
            @Parameter(description = "the secret's id") @RestPath("secret_id") String secretId) {
        return resolveSecret.resolve(storeId, secretId).thenApply(resolved -> Response.ok(
                        new StoreSecretDocument.ResolvedAnswer(true, List.of(), List.of(), resolved))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
    }
}
