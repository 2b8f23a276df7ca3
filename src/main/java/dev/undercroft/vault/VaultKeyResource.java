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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The keys of the organisation's vault over HTTP. */
@Path(VaultPaths.KEYS)
@Tag(name = "vault")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class VaultKeyResource {

    static final String REPLACE = "replacePrimaryVaultKey";

    @Inject
    VaultKeys keys;

    @GET
    @Operation(operationId = "listVaultKeys", summary = "The vault's keys without the keys, the primary first")
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "vault:read")
    @Audited(Action.VAULT_KEY_READ)
    public List<VaultKeyDocument.Full> list(
            @Parameter(description = "only those of a type, primary or recovery, in any case") @RestQuery String type) {
        return keys.list(type);
    }

    @PUT
    @Path("primary")
    @Operation(
            operationId = REPLACE,
            summary = "Puts a primary key in place of the one before, by its proof or by that of a recovery key")
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "vault:admin")
    @Audited(Action.VAULT_KEY_REPLACE)
    public VaultKeyDocument.Full replacePrimary(@Valid VaultKeyDocument.Replacement replacement) {
        return keys.replacePrimary(Body.required(replacement));
    }

    @DELETE
    @Path("{auth_hash}")
    @Operation(operationId = "revokeVaultKey", summary = "Revokes a recovery key by its proof")
    @SecurityRequirement(name = SecuritySchemes.BEARER, scopes = "vault:admin")
    @Audited(Action.VAULT_KEY_REVOKE)
    @Blocking
    public void revoke(@Parameter(description = "the key's proof") @RestPath("auth_hash") String authHash) {
        keys.revoke(authHash);
    }
}
