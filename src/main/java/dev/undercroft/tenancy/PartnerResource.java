package dev.undercroft.tenancy;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.web.Body;
import dev.undercroft.web.Page;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/** Partners over HTTP, for super admins. */
@Path("/v1/identity/partners")
@Tag(name = "identity")
@Authenticated
@RequiresAccess
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PartnerResource {

    @Inject
    Partners partners;

    @GET
    @Operation(operationId = "listPartners", summary = "Lists partners; super admins only")
    @SecurityRequirement(name = "bearer")
    @Audited(Action.PARTNER_READ)
    public RealmDocument.Partners list(
            @Parameter(description = "the most rows of a page")
                    @RestQuery
                    @Schema(implementation = Integer.class, minimum = "1", maximum = "200", defaultValue = "50")
                    String limit,
            @Parameter(description = "the cursor of the page before") @RestQuery String cursor) {
        return partners.list(Page.limit(limit, 50, 200), cursor);
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createPartner", summary = "Makes a partner; super admins only")
    @APIResponseSchema(value = RealmDocument.Partner.class, responseCode = "201")
    @SecurityRequirement(name = "bearer")
    @Audited(Action.PARTNER_CREATE)
    public RealmDocument.Partner create(@Valid RealmDocument.PartnerDraft draft) {
        return partners.create(Body.required(draft));
    }
}
