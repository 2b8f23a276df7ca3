package dev.undercroft.vault;

import dev.undercroft.identity.NeedsNoProof;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.web.SecuritySchemes;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who asks, where clients of this API look for it. */
@Path(VaultPaths.WHOAMI)
@Tag(name = "identities")
@Authenticated
@RequiresAccess
@Produces(MediaType.APPLICATION_JSON)
public class WhoamiResource {

    @Inject
    Whoami whoami;

    @GET
    @NeedsNoProof
    @Operation(operationId = "vaultWhoami", summary = "Who asks, and for which organisation")
    @SecurityRequirement(name = SecuritySchemes.BEARER)
    public WhoamiDocument whoami() {
        return whoami.describe();
    }
}
