package dev.undercroft.entries;

import dev.undercroft.web.ApiErrors;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

/** Declares this door's errors in the API document. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class EntriesApiDocument implements OASFilter {

    private static final ApiErrors ERRORS = new ApiErrors("EntriesError");
    private static final Map<Integer, String> FOR_EVERYBODY = Map.of(
            400, "VALIDATION_ERROR: the message names the field and how to mend it",
            401,
                    "AUTH_REQUIRED: no accepted token; AUTH_INVALID_KEY: an access key that is unknown, expired or revoked",
            403, "AUTH_SCOPE_REQUIRED: the message names the scope, or says whom the operation is for",
            404, "NOT_FOUND, or the code of what is missing or not yours",
            406, "NOT_ACCEPTABLE: the answer is JSON, of an export plain text",
            429, "RATE_LIMITED: wait as Retry-After says",
            500, "INTERNAL_ERROR: a fault of the service",
            503, "SERVICE_UNAVAILABLE: the database or the trail can't be used now; wait as Retry-After says");
    private static final Map<Integer, String> FOR_BODIES = Map.of(
            413, "PAYLOAD_TOO_LARGE: the body is larger than the service takes",
            415, "UNSUPPORTED_MEDIA_TYPE: send application/json");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        // Of any type: generators agree on nothing better for a string or an object of strings.
        document.getComponents()
                .addSchema(
                        "EntryValue",
                        OASFactory.createSchema()
                                .description("A string; of a group category an object of strings, which may be sent as"
                                        + " JSON text in a string too"));
        document.getPaths().getPathItems().forEach((path, item) -> {
            if (EntriesDialect.isEntries(path)) {
                item.getOperations().values().forEach(EntriesApiDocument::addErrors);
            }
        });
    }

    private static void addErrors(Operation operation) {
        ERRORS.add(operation, FOR_EVERYBODY);
        if (operation.getRequestBody() != null) {
            ERRORS.add(operation, FOR_BODIES);
        }
    }
}
