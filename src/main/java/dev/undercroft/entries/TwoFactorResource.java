package dev.undercroft.entries;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.identity.ProvesEpoch;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.web.Body;
import dev.undercroft.web.ProblemCode;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** Two-factor secrets over HTTP. */
@Path("/api/2fa")
@Tag(name = "two-factor", description = "Secrets of second factors, of which only codes come out")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TwoFactorResource {

    @Inject
    TwoFactors twoFactors;

    @GET
    @Operation(
            operationId = "listTwoFactors",
            summary = "Lists your two-factor secrets without the secrets, oldest first")
    @SecurityRequirement(name = "bearer", scopes = "2fa:read")
    @Audited(Action.LIST)
    public List<TwoFactorDocument.Full> list() {
        return twoFactors.list();
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createTwoFactor", summary = "Keeps a two-factor secret")
    @APIResponseSchema(value = TwoFactorDocument.Full.class, responseCode = "201")
    @SecurityRequirement(name = "bearer", scopes = "2fa:write")
    @Audited(Action.WRITE)
    public TwoFactorDocument.Full create(@Valid TwoFactorDocument.Draft draft) {
        return twoFactors.create(Body.required(draft));
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "updateTwoFactor", summary = "Changes what is given of a two-factor secret")
    @SecurityRequirement(name = "bearer", scopes = "2fa:write")
    @Audited(Action.WRITE)
    public TwoFactorDocument.Full update(
            @Parameter(description = "the two-factor secret's id") @RestPath String id,
            @Valid TwoFactorDocument.Change change) {
        return twoFactors.update(id, Body.required(change));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteTwoFactor", summary = "Deletes a two-factor secret for good")
    @SecurityRequirement(name = "bearer", scopes = "2fa:write")
    @Audited(Action.DELETE)
    @Blocking
    public void delete(@Parameter(description = "the two-factor secret's id") @RestPath String id) {
        twoFactors.delete(Ids.of(id, ProblemCode.TWO_FACTOR_NOT_FOUND));
    }

    @POST
    @Path("{id}/reveal")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "revealTwoFactor", summary = "The one-time code of now (RFC 6238)")
    @APIResponse(
            responseCode = "200",
            description = "The code and how long it holds",
            content = @Content(schema = @Schema(implementation = TwoFactorDocument.Code.class)))
    @SecurityRequirement(name = "bearer", scopes = "2fa:reveal")
    @Audited(Action.REVEAL)
    public Response reveal(@Parameter(description = "the two-factor secret's id") @RestPath String id) {
        return NoStore.ok(twoFactors.reveal(Ids.of(id, ProblemCode.TWO_FACTOR_NOT_FOUND)));
    }
}
