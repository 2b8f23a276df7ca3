package dev.undercroft.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The operations of the API document, for tests that must not forget one. */
public final class Operations {

    /**
     * An operation.
     *
     * @param security the name of its security scheme, {@code ""} for one that is public
     * @param scopes what a credential needs for it
     */
    public record Operation(String method, String path, String id, String security, List<String> scopes) {}

    private Operations() {}

    /** All of them. */
    public static List<Operation> all() {
        JsonNode document = Json.of(given().get("/q/openapi?format=json"));
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (method.getValue().has("operationId")) {
                        operations.add(operation(path.getKey(), method.getKey(), method.getValue()));
                    }
                }));
        return operations;
    }

    private static Operation operation(String path, String method, JsonNode operation) {
        JsonNode requirement = operation.path("security").path(0);
        String scheme = requirement.isObject() ? requirement.fieldNames().next() : "";
        List<String> scopes = new ArrayList<>();
        requirement.path(scheme).forEach(scope -> scopes.add(scope.textValue()));
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                operation.get("operationId").textValue(),
                scheme,
                scopes);
    }
}
