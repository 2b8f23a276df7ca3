package dev.undercroft.vault;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.identity.ProvesEpoch;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.web.Body;
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
import jakarta.ws.rs.core.MediaType;
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

/** The organisation's agent identities over HTTP. */
@Path(VaultPaths.IDENTITIES)
@Tag(name = "identities", description = "Agents of an organisation, and keys that stand for them")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AgentIdentityResource {

    @Inject
    AgentIdentities identities;

    @GET
    @Operation(operationId = "listAgentIdentities", summary = "The agent identities; an agent sees itself alone")
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "identities:read")
    @Audited(Action.AGENT_READ)
    public List<AgentIdentityDocument> list() {
        return identities.list();
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createAgentIdentity", summary = "Makes an agent identity, with secrets granted to it")
    @APIResponse(
            responseCode = "201",
            description = "The identity",
            content = @Content(schema = @Schema(implementation = AgentIdentityDocument.class)))
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "identities:write")
    @Audited(Action.AGENT_CREATE)
    public AgentIdentityDocument create(@Valid AgentIdentityDocument.Draft draft) {
        return identities.create(Body.required(draft));
    }

    @GET
    @Path("{handle}")
    @Operation(operationId = "getAgentIdentity", summary = "The agent identity with a handle")
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "identities:read")
    @Audited(Action.AGENT_READ)
    public AgentIdentityDocument get(
            @Parameter(description = "the handle, with or without @ in front") @RestPath String handle) {
        return identities.get(handle);
    }

    @DELETE
    @Path("{handle}")
    @Operation(
            operationId = "deleteAgentIdentity",
            summary = "Deletes an agent identity with its access rules and keys, which end at once")
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "identities:write")
    @Audited(Action.AGENT_DELETE)
    @Blocking
    public void delete(@Parameter(description = "the handle, with or without @ in front") @RestPath String handle) {
        identities.delete(handle);
    }
}
