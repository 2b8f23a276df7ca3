package dev.undercroft.entries;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.identity.ProvesEpoch;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.tenancy.AccessKey;
import dev.undercroft.tenancy.AccessKeys;
import dev.undercroft.web.Body;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.QueryText;
import dev.undercroft.web.SecuritySchemes;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** The access keys of the whole service over HTTP, for people alone. */
@Path("/api/access-keys")
@Tag(name = "access-keys", description = "Keys that stand for you at every door, with a part of your scopes")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AccessKeyResource {

    @Inject
    AccessKeys keys;

    @GET
    @Operation(operationId = "listAccessKeys", summary = "Lists your access keys, oldest first")
    @SecurityRequirement(name = SecuritySchemes.PERSON)
    @Audited(Action.ACCESS_KEY_READ)
    public List<AccessKeyDocument.Full> list() {
        return keys.list().stream().map(AccessKeyResource::document).toList();
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createAccessKey", summary = "Makes an access key and shows it this once")
    @APIResponse(
            responseCode = "201",
            description = "The key, which no later answer shows",
            content = @Content(schema = @Schema(implementation = AccessKeyDocument.Issued.class)))
    @SecurityRequirement(name = SecuritySchemes.PERSON)
    @Audited(Action.ACCESS_KEY_CREATE)
    public Response create(@Valid AccessKeyDocument.Draft draft) {
        AccessKeyDocument.Draft asked = Body.required(draft);
        Instant expiresAt = asked.expiresAt() == null ? null : QueryText.time("expiresAt", asked.expiresAt());
        AccessKeys.Issued issued = keys.create(asked.name(), asked.scopes(), expiresAt);
        return Response.status(201)
                .entity(issued(issued))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteAccessKey", summary = "Revokes an access key at once, on every replica")
    @SecurityRequirement(name = SecuritySchemes.PERSON)
    @Audited(Action.ACCESS_KEY_DELETE)
    @Blocking
    public void delete(@Parameter(description = "the access key's id") @RestPath String id) {
        keys.delete(Ids.of(id, ProblemCode.ACCESS_KEY_NOT_FOUND));
    }

    private static AccessKeyDocument.Full document(AccessKey key) {
        return new AccessKeyDocument.Full(
                key.id.toString(),
                key.name,
                key.keyPrefix,
                List.of(key.scopes),
                millis(key.expiresAt),
                millis(key.lastUsedAt),
                Timestamps.millis(key.createdAt));
    }

    private static AccessKeyDocument.Issued issued(AccessKeys.Issued issued) {
        AccessKeyDocument.Full row = document(issued.row());
        return new AccessKeyDocument.Issued(
                row.id(),
                row.name(),
                row.keyPrefix(),
                row.scopes(),
                row.expiresAt(),
                row.lastUsedAt(),
                row.createdAt(),
                issued.key());
    }

    private static String millis(Instant time) {
        return time == null ? null : Timestamps.millis(time);
    }
}
