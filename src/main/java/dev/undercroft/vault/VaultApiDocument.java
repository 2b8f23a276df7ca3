package dev.undercroft.vault;

import dev.undercroft.web.ApiErrors;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

/** Declares this door's errors in the API document. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class VaultApiDocument implements OASFilter {

    private static final ApiErrors ERRORS = new ApiErrors("VaultError");
    private static final Map<Integer, String> FOR_EVERYBODY = Map.of(
            401, "No accepted credential",
            403, "The credential lacks the scope, names no organisation, or is an agent's; or a proof is refused",
            404, "There is no such vault, key, secret, rule, identity or operation, or none that the agent may see",
            406, "The answer is JSON",
            422, "A field is missing or wrong; each fault says where and how to mend it",
            429, "Wait as Retry-After says",
            500, "A fault of the service",
            503, "The database or the trail can't be used now; wait as Retry-After says");
    private static final Map<Integer, String> FOR_CHANGES =
            Map.of(409, "There is one already, it is the last one, somebody else was first, or the vault is full");
    private static final Map<Integer, String> FOR_BODIES = Map.of(
            413, "The body is larger than the service takes",
            415, "Send application/json");
    private static final Map<Integer, String> FOR_PROOFS = Map.of(400, "Neither proof, or both");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        withTrailingSlash(document);
        document.getPaths().getPathItems().forEach((path, item) -> {
            if (VaultPaths.isVault(path)) {
                item.getOperations().forEach((method, operation) -> addErrors(method.name(), operation));
            }
        });
    }

    /** Clients of this API put a slash behind the collection; both forms are answered. */
    private static void withTrailingSlash(OpenAPI document) {
        var identities = document.getPaths().getPathItem(VaultPaths.IDENTITIES);
        if (identities != null) {
            document.getPaths().removePathItem(VaultPaths.IDENTITIES);
            document.getPaths().addPathItem(VaultPaths.IDENTITIES + "/", identities);
        }
    }

    private static void addErrors(String method, Operation operation) {
        ERRORS.add(operation, FOR_EVERYBODY);
        if (!method.equals("GET")) {
            ERRORS.add(operation, FOR_CHANGES);
        }
        if (operation.getRequestBody() != null) {
            ERRORS.add(operation, FOR_BODIES);
        }
        if (operation.getOperationId().equals(VaultKeyResource.REPLACE)) {
            ERRORS.add(operation, FOR_PROOFS);
        }
    }
}
