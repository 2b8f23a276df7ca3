package dev.undercroft.secrets;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.Audited;
import dev.undercroft.identity.ProvesEpoch;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.secrets.SecretDocument.Batch;
import dev.undercroft.secrets.SecretDocument.BatchDescriptions;
import dev.undercroft.secrets.SecretDocument.BatchResult;
import dev.undercroft.secrets.SecretDocument.Expiring;
import dev.undercroft.secrets.SecretDocument.Listing;
import dev.undercroft.web.Body;
import dev.undercroft.web.Page;
import dev.undercroft.web.Problem;
import dev.undercroft.web.QueryText;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Many secrets at once over HTTP: lists, and reads of several paths. */
@Path("/v1/secrets")
@Tag(name = "secrets")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SecretsResource {

    @Inject
    DescribeSecret describeSecret;

    @Inject
    ListSecrets listSecrets;

    @Inject
    BatchRead batchRead;

    @Inject
    AuditTrail trail;

    @GET
    @Operation(operationId = "listSecrets", summary = "Lists secrets in the order of their paths")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Listing.class)))
    @SecurityRequirement(name = "bearer", scopes = "secrets:list")
    @Audited(Action.LIST)
    @Blocking
    public Uni<Listing> list(
            @Parameter(description = "what the paths start with") @RestQuery String prefix,
            @Parameter(description = "a tag that the secrets have; several: all of them") @RestQuery List<String> tag,
            @Parameter(description = "the type that the secrets have") @RestQuery("secret_type") String secretType,
            @Parameter(description = "ISO 8601; secrets that expire before")
                    @RestQuery("expires_before")
                    @Schema(format = "date-time")
                    String expiresBefore,
            @Parameter(description = "ISO 8601; secrets written after")
                    @RestQuery("updated_after")
                    @Schema(format = "date-time")
                    String updatedAfter,
            @Parameter(description = "expired secrets too")
                    @RestQuery("include_expired")
                    @Schema(implementation = Boolean.class)
                    String includeExpired,
            @Parameter(description = "with metadata in each row")
                    @RestQuery("include_metadata")
                    @Schema(implementation = Boolean.class)
                    String includeMetadata,
            @Parameter(description = "the most rows of a page")
                    @RestQuery
                    @Schema(implementation = Integer.class, minimum = "1", maximum = "200", defaultValue = "50")
                    String limit,
            @Parameter(description = "the cursor of the page before") @RestQuery String cursor) {
        var filter = new ListFilter(
                prefix == null ? "" : prefix,
                tag,
                secretType == null ? "" : SecretType.of(secretType).wireName(),
                expiresBefore == null ? null : QueryText.time("expires_before", expiresBefore),
                updatedAfter == null ? null : QueryText.time("updated_after", updatedAfter),
                QueryText.flag("include_expired", includeExpired),
                QueryText.flag("include_metadata", includeMetadata));
        return describeSecret.recorded(listSecrets.list(filter, Page.limit(limit, 50, 200), cursor));
    }

    @GET
    @Path("expiring")
    @Operation(operationId = "listExpiringSecrets", summary = "Secrets that expire soon, the next one first")
    @SecurityRequirement(name = "bearer", scopes = "secrets:list")
    @Audited(Action.LIST)
    @Blocking
    public Uni<Expiring> expiring(
            @Parameter(description = "within how many days from now")
                    @RestQuery
                    @Schema(implementation = Integer.class, minimum = "1", maximum = "3650", defaultValue = "30")
                    String days,
            @Parameter(description = "what the paths start with") @RestQuery String prefix) {
        int within = days == null ? 30 : QueryText.wholeNumber("days", days);
        if (within < 1 || within > 3650) {
            throw Problem.ofField("days", "must be a whole number from 1 to 3650.");
        }
        return describeSecret.recorded(listSecrets.expiring(within, prefix));
    }

    @POST
    @Path("batch")
    @Operation(operationId = "readSecrets", summary = "Reads up to 100 secrets at once")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BatchResult.class)))
    @SecurityRequirement(name = "bearer", scopes = "secrets:read")
    @Audited(Action.READ)
    public Uni<Response> batch(@Valid Batch batch) {
        return batchRead.values(Body.required(batch)).map(result -> Response.ok(result)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
    }

    @POST
    @Path("batch/metadata")
    @Operation(operationId = "readSecretsMetadata", summary = "Describes up to 100 secrets at once")
    @SecurityRequirement(name = "bearer", scopes = "secrets:list")
    @Audited(Action.LIST)
    @Blocking
    public Uni<BatchDescriptions> batchMetadata(@Valid Batch batch) {
        var described = batchRead.descriptions(Body.required(batch));
        return trail.recordAll(described.events()).replaceWith(described.document());
    }
}
