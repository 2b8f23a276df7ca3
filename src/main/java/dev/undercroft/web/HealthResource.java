package dev.undercroft.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.crypto.RootKeyException;
import dev.undercroft.crypto.RootKeyRing;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the service is, for clients of the path API; clusters ask {@code /q/health/live}, {@code ready}, {@code started}. */
@Path("/v1")
@Tag(name = "ops", description = "How the service is")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    private static final int PATIENCE_SECONDS = 2;

    /** The service answers. */
    @Schema(name = "Health")
    public record Health(String status, String timestamp) {}

    /** What the service needs, and whether it is there. */
    @Schema(name = "Readiness")
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Readiness(
            @Schema(required = true) String status, Map<String, String> checks, Map<String, String> errors) {}

    /** Which version runs. */
    @Schema(name = "Version")
    public record Version(String name, String version) {}

    @Inject
    AgroalDataSource database;

    @Inject
    RootKeyRing rootKeys;

    @Inject
    Clock clock;

    @ConfigProperty(name = "quarkus.application.version")
    String version;

    @GET
    @Path("health")
    @Operation(operationId = "health", summary = "Whether the service answers")
    public Health health() {
        return new Health("healthy", Timestamps.seconds(clock.instant()));
    }

    @GET
    @Path("health/ready")
    @Operation(operationId = "ready", summary = "Whether the service can do its work")
    @APIResponse(
            responseCode = "200",
            description = "It can",
            content = @Content(schema = @Schema(implementation = Readiness.class)))
    @APIResponse(
            responseCode = "503",
            description = "It can't: errors says why",
            content = @Content(schema = @Schema(implementation = Readiness.class)))
    public Response ready() {
        Map<String, String> errors = new TreeMap<>();
        checkDatabase(errors);
        checkEncryption(errors);
        var checks = Map.of(
                "database", errors.containsKey("database") ? "failed" : "ok",
                "encryption", errors.containsKey("encryption") ? "failed" : "ok");
        boolean ready = errors.isEmpty();
        Response.ResponseBuilder answer =
                Response.status(ready ? 200 : 503).entity(new Readiness(ready ? "ready" : "not_ready", checks, errors));
        return ready ? answer.build() : answer.header("Retry-After", "1").build();
    }

    @GET
    @Path("version")
    @Operation(operationId = "version", summary = "Which version runs")
    public Version version() {
        return new Version("undercroft", version);
    }

    private void checkDatabase(Map<String, String> errors) {
        try (Connection connection = database.getConnection()) {
            if (!connection.isValid(PATIENCE_SECONDS)) {
                errors.put("database", "does not answer");
            }
        } catch (SQLException unreachable) {
            errors.put("database", "can't be reached");
        }
    }

    private void checkEncryption(Map<String, String> errors) {
        try {
            rootKeys.newest();
        } catch (RootKeyException missing) {
            errors.put("encryption", "there is no root key");
        }
    }
}
