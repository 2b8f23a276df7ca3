package dev.undercroft.audit;

import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.web.Page;
import dev.undercroft.web.Problem;
import dev.undercroft.web.QueryText;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The trail over HTTP. */
@Path("/v1/audit")
@Tag(name = "audit", description = "The trail of what was done")
@Authenticated
@RequiresAccess
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private static final Set<String> ACTIONS =
            Arrays.stream(Action.values()).map(Action::wireName).collect(Collectors.toUnmodifiableSet());

    @Inject
    AuditLog log;

    @GET
    @Path("logs")
    @Operation(operationId = "readAuditLogs", summary = "Events of the realm, newest first")
    @SecurityRequirement(name = "bearer", scopes = "audit:read")
    @Audited(Action.AUDIT_READ)
    public AuditLog.Listing logs(
            @Parameter(description = "ISO 8601; events at or after") @RestQuery @Schema(format = "date-time")
                    String from,
            @Parameter(description = "ISO 8601; events before") @RestQuery @Schema(format = "date-time") String to,
            @Parameter(description = "one action, or several separated by commas") @RestQuery String action,
            @Parameter(description = "who did it, as an event says it") @RestQuery("identity_id") String identityId,
            @Parameter(description = "user, service_account or another type") @RestQuery("identity_type")
                    String identityType,
            @Parameter(description = "what the secret's path starts with") @RestQuery("path_prefix") String pathPrefix,
            @Parameter(description = "what succeeded, or what was refused")
                    @RestQuery
                    @Schema(implementation = Boolean.class)
                    String success,
            @Parameter(description = "the address that it came from") @RestQuery("source_ip") String sourceIp,
            @Parameter(description = "the X-Request-ID of the request") @RestQuery("request_id") String requestId,
            @Parameter(description = "the most rows of a page")
                    @RestQuery
                    @Schema(implementation = Integer.class, minimum = "1", maximum = "1000", defaultValue = "100")
                    String limit,
            @Parameter(description = "the cursor of the page before") @RestQuery String cursor) {
        var filter = new AuditLog.Filter(
                from == null ? null : QueryText.time("from", from),
                to == null ? null : QueryText.time("to", to),
                actions(action),
                identityId,
                identityType,
                pathPrefix,
                success == null ? null : QueryText.flag("success", success),
                sourceIp,
                requestId);
        return log.read(filter, Page.limit(limit, 100, 1000), cursor);
    }

    private static List<String> actions(String asked) {
        if (asked == null) {
            return List.of();
        }
        List<String> actions = Arrays.stream(asked.split(","))
                .map(String::strip)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        if (!ACTIONS.containsAll(actions)) {
            throw Problem.ofField("action", "must be actions like read, write or delete, separated by commas.");
        }
        return actions;
    }
}
