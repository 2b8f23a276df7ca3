package dev.undercroft.stores;

import dev.undercroft.web.ApiErrors;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

/** Declares this door's errors in the API document. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class StoresApiDocument implements OASFilter {

    private static final ApiErrors ERRORS = new ApiErrors("StoresError");
    private static final Map<Integer, String> FOR_EVERYBODY = Map.of(
            400, "1001: the message says what is wrong and how to mend it; 1003: a limit is reached",
            401, "10000: no accepted credential",
            403,
                    "10000: another account's credential; 9109: the credential lacks the scope, or the secret names another service",
            404, "1000, 1001 or 7003: there is no such operation, store, secret or account",
            406, "1000: the answer is JSON",
            429, "1429: wait as Retry-After says",
            500, "1500: a fault of the service",
            503, "1503: the database or the trail can't be used now; wait as Retry-After says");
    private static final Map<Integer, String> FOR_CHANGES = Map.of(
            409, "1003: the name is taken, or the store has secrets",
            413, "1001: the body is larger than the service takes");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().forEach((path, item) -> {
            if (StoresPaths.isStores(path)) {
                item.getOperations().forEach((method, operation) -> addErrors(method.name(), operation));
            }
        });
    }

    private static void addErrors(String method, Operation operation) {
        ERRORS.add(operation, FOR_EVERYBODY);
        if (!method.equals("GET")) {
            ERRORS.add(operation, FOR_CHANGES);
        }
    }
}
