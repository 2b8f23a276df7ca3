package dev.undercroft.entries;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.identity.ProvesEpoch;
import dev.undercroft.identity.RequiresAccess;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an owner has as a whole over HTTP: counts, and all values. */
@Path("/api")
@Tag(name = "export", description = "Counts, and all values as a .env text")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
public class ExportResource {

    @Inject
    Statistics statistics;

    @Inject
    Export export;

    @GET
    @Path("stats")
    @Operation(operationId = "getStats", summary = "How much you have")
    @SecurityRequirement(name = "bearer", scopes = "stats:read")
    @Audited(Action.LIST)
    public Statistics.Stats stats() {
        return statistics.count();
    }

    @GET
    @Path("export")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "exportEnv",
            summary = "All your values as a .env text; each stands in the trail before it leaves")
    @APIResponse(
            responseCode = "200",
            description = "A block for each entry: a comment, then a line for each variable",
            content = @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "413",
            description = "PAYLOAD_TOO_LARGE: there are too many values for one text",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EntriesError.class)))
    @SecurityRequirement(name = "bearer", scopes = "export:read")
    @Audited(Action.EXPORT)
    public Response export() {
        return Response.ok(export.text(), MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"kagi-export.env\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
