package dev.undercroft.vault;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.identity.ProvesEpoch;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.web.Body;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.SecuritySchemes;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The secrets of the organisation's vault over HTTP, and whom they are granted to. */
@Path(VaultPaths.SECRETS)
@Tag(name = "vault")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class VaultSecretResource {

    @Inject
    VaultSecrets secrets;

    @Inject
    ReadVaultSecret reads;

    @Inject
    AccessRules rules;

    @GET
    @Operation(operationId = "listVaultSecrets", summary = "The secrets that you may see, without ciphertexts")
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "vault:read")
    @Audited(Action.LIST)
    public List<VaultSecretDocument.Full> list(
            @Parameter(description = "only those of a type")
                    @RestQuery("secret_type")
                    @Schema(enumeration = {"login", "api_key", "key_pair", "ssh_key", "other"})
                    String secretType) {
        return secrets.list(secretType);
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createVaultSecret", summary = "Keeps a ciphertext under the id that it is bound to")
    @APIResponse(
            responseCode = "201",
            description = "The secret",
            content = @Content(schema = @Schema(implementation = VaultSecretDocument.Full.class)))
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "vault:write")
    @Audited(Action.WRITE)
    public VaultSecretDocument.Full create(@Valid VaultSecretDocument.Draft draft) {
        return secrets.create(Body.required(draft));
    }

    @GET
    @Path("{secret_id}")
    @NonBlocking
    @Operation(operationId = "getVaultSecret", summary = "A secret with its ciphertext")
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "vault:read")
    @Audited(Action.READ)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    public CompletionStage<VaultSecretDocument.Detail> get(
            @Parameter(description = "the secret's id") @RestPath("secret_id") String secretId) {
        return reads.read(VaultPaths.id(secretId, ProblemCode.VAULT_SECRET_NOT_FOUND));
    }

    @PATCH
    @Path("{secret_id}")
    @Operation(operationId = "updateVaultSecret", summary = "Changes what is sent of a secret; its type stays")
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "vault:write")
    @Audited(Action.WRITE)
    public VaultSecretDocument.Full change(
            @Parameter(description = "the secret's id") @RestPath("secret_id") String secretId,
            @Valid VaultSecretDocument.Change change) {
        return secrets.change(VaultPaths.id(secretId, ProblemCode.VAULT_SECRET_NOT_FOUND), Body.required(change));
    }

    @DELETE
    @Path("{secret_id}")
    @Operation(operationId = "deleteVaultSecret", summary = "Deletes a secret with its access rules, for good")
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "vault:write")
    @Audited(Action.DELETE)
    @Blocking
    public void delete(@Parameter(description = "the secret's id") @RestPath("secret_id") String secretId) {
        secrets.delete(VaultPaths.id(secretId, ProblemCode.VAULT_SECRET_NOT_FOUND));
    }

    @GET
    @Path("{secret_id}/access")
    @Operation(
            operationId = "listVaultAccessRules",
            summary = "Whom a secret is granted to; an agent sees itself alone")
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "vault:read")
    @Audited(Action.GRANT_READ)
    public List<AccessRuleDocument> access(
            @Parameter(description = "the secret's id") @RestPath("secret_id") String secretId) {
        return rules.list(VaultPaths.id(secretId, ProblemCode.VAULT_SECRET_NOT_FOUND));
    }

    @POST
    @Path("{secret_id}/access")
    @ResponseStatus(201)
    @Operation(
            operationId = "grantVaultAccess",
            summary = "Grants a secret to an agent identity; an agent grants itself what it made")
    @APIResponse(
            responseCode = "201",
            description = "The rule",
            content = @Content(schema = @Schema(implementation = AccessRuleDocument.class)))
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "vault:write")
    @Audited(Action.GRANT)
    public AccessRuleDocument grant(
            @Parameter(description = "the secret's id") @RestPath("secret_id") String secretId,
            @Valid AccessRuleDocument.Grant grant) {
        return rules.grant(
                VaultPaths.id(secretId, ProblemCode.VAULT_SECRET_NOT_FOUND),
                VaultPaths.id(Body.required(grant).identityId(), ProblemCode.AGENT_NOT_FOUND));
    }

    @DELETE
    @Path("{secret_id}/access/{identity_id}")
    @Operation(operationId = "revokeVaultAccess", summary = "Takes a secret from an agent identity")
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "vault:write")
    @Audited(Action.GRANT_REVOKE)
    @Blocking
    public void revoke(
            @Parameter(description = "the secret's id") @RestPath("secret_id") String secretId,
            @Parameter(description = "the agent identity's id") @RestPath("identity_id") String identityId) {
        rules.revoke(
                VaultPaths.id(secretId, ProblemCode.VAULT_SECRET_NOT_FOUND),
                VaultPaths.id(identityId, ProblemCode.ACCESS_RULE_NOT_FOUND));
    }
}
