package dev.undercroft.policy;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.policy.PolicyDocument.Answer;
import dev.undercroft.policy.PolicyDocument.Binding;
import dev.undercroft.policy.PolicyDocument.BindingDraft;
import dev.undercroft.policy.PolicyDocument.Bindings;
import dev.undercroft.policy.PolicyDocument.Deleted;
import dev.undercroft.policy.PolicyDocument.Draft;
import dev.undercroft.policy.PolicyDocument.Full;
import dev.undercroft.policy.PolicyDocument.Listing;
import dev.undercroft.policy.PolicyDocument.Patch;
import dev.undercroft.policy.PolicyDocument.Question;
import dev.undercroft.web.Body;
import dev.undercroft.web.ErrorEnvelope;
import dev.undercroft.web.Page;
import dev.undercroft.web.QueryText;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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
import org.jboss.resteasy.reactive.RestQuery;

/** Access policies over HTTP. */
@Path("/v1/policies")
@Tag(name = "policies", description = "Who may do what at which paths")
@Authenticated
@RequiresAccess
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PolicyResource {

    @Inject
    Policies policies;

    @Inject
    PolicyBindings bindings;

    @Inject
    PolicyTest test;

    @GET
    @Operation(operationId = "listPolicies", summary = "Lists the policies of the realm")
    @SecurityRequirement(name = "bearer", scopes = "policies:read")
    @Audited(Action.POLICY_READ)
    public Listing list(
            @Parameter(description = "tenant or partner: only policies of that kind of realm") @RestQuery String scope,
            @Parameter(description = "policies that are switched off too")
                    @RestQuery("include_inactive")
                    @Schema(implementation = Boolean.class)
                    String includeInactive,
            @Parameter(description = "the most rows of a page")
                    @RestQuery
                    @Schema(implementation = Integer.class, minimum = "1", maximum = "200", defaultValue = "50")
                    String limit,
            @Parameter(description = "the cursor of the page before") @RestQuery String cursor) {
        return policies.list(
                scope, QueryText.flag("include_inactive", includeInactive), Page.limit(limit, 50, 200), cursor);
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createPolicy", summary = "Makes a policy")
    @APIResponseSchema(value = Full.class, responseCode = "201")
    @SecurityRequirement(name = "bearer", scopes = "policies:write")
    @Audited(Action.POLICY_CREATE)
    public Full create(@Valid Draft draft) {
        return policies.create(Body.required(draft));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getPolicy", summary = "A policy with its rules and bindings")
    @SecurityRequirement(name = "bearer", scopes = "policies:read")
    @Audited(Action.POLICY_READ)
    public Full get(@Parameter(description = "the id of the policy") @RestPath String id) {
        return policies.get(id);
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "replacePolicy", summary = "Replaces a policy; its bindings stay")
    @SecurityRequirement(name = "bearer", scopes = "policies:write")
    @Audited(Action.POLICY_UPDATE)
    public Full replace(@Parameter(description = "the id of the policy") @RestPath String id, @Valid Draft draft) {
        return policies.replace(id, Body.required(draft));
    }

    @PATCH
    @Path("{id}")
    @Operation(operationId = "patchPolicy", summary = "Changes a part of a policy")
    @SecurityRequirement(name = "bearer", scopes = "policies:write")
    @Audited(Action.POLICY_UPDATE)
    public Full patch(@Parameter(description = "the id of the policy") @RestPath String id, @Valid Patch patch) {
        return policies.patch(id, Body.required(patch));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deletePolicy", summary = "Removes a policy; one that is bound only with force=true")
    @APIResponseSchema(value = Deleted.class, responseCode = "200")
    @APIResponse(
            responseCode = "409",
            description = "policy_in_use: identities are bound to it",
            content = @Content(schema = @Schema(implementation = ErrorEnvelope.class)))
    @SecurityRequirement(name = "bearer", scopes = "policies:write")
    @Audited(Action.POLICY_DELETE)
    public Deleted delete(
            @Parameter(description = "the id of the policy") @RestPath String id,
            @Parameter(description = "although identities are bound to it")
                    @RestQuery
                    @Schema(implementation = Boolean.class)
                    String force) {
        return policies.delete(id, QueryText.flag("force", force));
    }

    @GET
    @Path("{id}/bindings")
    @Operation(operationId = "listPolicyBindings", summary = "Who holds a policy")
    @SecurityRequirement(name = "bearer", scopes = "policies:read")
    @Audited(Action.POLICY_READ)
    public Bindings bindings(@Parameter(description = "the id of the policy") @RestPath String id) {
        return bindings.list(id);
    }

    @POST
    @Path("{id}/bindings")
    @ResponseStatus(201)
    @Operation(operationId = "bindPolicy", summary = "Gives a policy to an identity or a group")
    @APIResponseSchema(value = Binding.class, responseCode = "201")
    @SecurityRequirement(name = "bearer", scopes = "policies:write")
    @Audited(Action.POLICY_BIND)
    public Binding bind(
            @Parameter(description = "the id of the policy") @RestPath String id, @Valid BindingDraft draft) {
        return bindings.bind(id, Body.required(draft));
    }

    @DELETE
    @Path("{id}/bindings/{bindingId}")
    @Operation(operationId = "unbindPolicy", summary = "Takes a policy from an identity or a group")
    @SecurityRequirement(name = "bearer", scopes = "policies:write")
    @Audited(Action.POLICY_UNBIND)
    public Deleted unbind(
            @Parameter(description = "the id of the policy") @RestPath String id,
            @Parameter(description = "the id of the binding") @RestPath String bindingId) {
        return bindings.unbind(id, bindingId);
    }

    @POST
    @Path("test")
    @Operation(operationId = "testPolicies", summary = "What the policies would say; leaves no event")
    @SecurityRequirement(name = "bearer", scopes = "policies:read")
    public Answer test(@Valid Question question) {
        return test.ask(Body.required(question));
    }
}
