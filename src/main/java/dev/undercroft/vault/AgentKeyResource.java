package dev.undercroft.vault;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.identity.ProvesEpoch;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.web.Body;
import dev.undercroft.web.SecuritySchemes;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Access keys over HTTP as clients of this API make them. */
@Path("/api/v1/api-keys")
@Tag(name = "identities")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AgentKeyResource {

    @Inject
    AgentKeys keys;

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "createAgentKey",
            summary = "Makes an access key for an agent identity, or by a person for the organisation, shown this once")
    @APIResponse(
            responseCode = "201",
            description = "The key, which no later answer shows",
            content = @Content(schema = @Schema(implementation = AgentKeyDocument.Issued.class)))
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "identities:write")
    @Audited(Action.ACCESS_KEY_CREATE)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    public AgentKeyDocument.Issued create(@Valid AgentKeyDocument.Draft draft) {
        return keys.create(Body.required(draft));
    }
}
