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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/** The organisation's vault over HTTP; the same below {@code /vault}. */
@Path(VaultPaths.VAULT)
@Tag(name = "vault", description = "An organisation's vault, whose keys stay with clients; the same below /vault")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class VaultResource {

    @Inject
    InitializeVault initialization;

    @Inject
    Vaults vaults;

    @Inject
    UnlockVault unlocking;

    @POST
    @Path("initialize")
    @ResponseStatus(201)
    @Operation(
            operationId = "initializeVault",
            summary = "Makes the organisation's vault with a primary key and four recovery keys, once")
    @APIResponse(
            responseCode = "201",
            description = "The new vault",
            content = @Content(schema = @Schema(implementation = VaultDocument.Initialized.class)))
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "vault:admin")
    @Audited(Action.VAULT_CREATE)
    public VaultDocument.Initialized initialize(@Valid VaultDocument.Draft draft) {
        return initialization.initialize(Body.required(draft));
    }

    @GET
    @Path("info")
    @Operation(operationId = "getVaultInfo", summary = "What the vault is; 404 when there is none")
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "vault:read")
    @Audited(Action.VAULT_READ)
    public VaultDocument.Info info() {
        return vaults.describe();
    }

    @GET
    @Path("unlock")
    @Operation(
            operationId = "unlockVault",
            summary = "The wrapped organisation key that a proof stands for, with every ciphertext that you may see")
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "vault:read")
    @Audited(Action.UNLOCK)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    public VaultDocument.Unlocked unlock(
            @Parameter(description = "the proof of a vault key or recovery code", required = true)
                    @RestQuery("auth_hash")
                    @Schema(implementation = String.class, pattern = Checks.HASH)
                    String authHash) {
        return unlocking.unlock(authHash);
    }

    @DELETE
    @Operation(
            operationId = "deleteVault",
            summary = "Deletes the vault with its keys, secrets and access rules, for good; for people alone")
    @SecurityRequirement(name = SecuritySchemes.PERSON, scopes = "vault:admin")
    @Audited(Action.VAULT_DELETE)
    @Blocking
    public void delete(
            @Parameter(description = "the organisation's id, to confirm", required = true) @RestQuery String confirm) {
        vaults.delete(confirm);
    }
}
