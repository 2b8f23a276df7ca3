package dev.undercroft.entries;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.identity.ProvesEpoch;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.web.SecuritySchemes;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The owner's account at this door over HTTP. */
@Path("/api/account")
@Tag(name = "account", description = "All that you keep at this door")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {

    @Inject
    Account account;

    @DELETE
    @Path("data")
    @Operation(
            operationId = "deleteAccountData",
            summary =
                    "Deletes your categories, entries, two-factor secrets and env files, for good; not your access keys")
    @APIResponseSchema(value = Account.Deleted.class, responseCode = "200")
    @SecurityRequirement(name = SecuritySchemes.PERSON)
    @Audited(Action.DELETE)
    public Account.Deleted deleteData() {
        return account.delete();
    }
}
