package dev.undercroft.web;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/** Tells in an operation's description what its security requirement asks for, since many viewers don't show that. */
final class OperationText {

    private OperationText() {}

    static void complete(Operation operation) {
        String said = operation.getDescription() == null ? operation.getSummary() : operation.getDescription();
        operation.setDescription(said + ". " + asked(operation) + ".");
    }

    private static String asked(Operation operation) {
        if (operation.getSecurity() == null || operation.getSecurity().isEmpty()) {
            return "Needs no token";
        }
        List<String> scopes = operation.getSecurity().stream()
                .map(SecurityRequirement::getSchemes)
                .map(Map::values)
                .flatMap(lists -> lists.stream().flatMap(List::stream))
                .toList();
        return scopes.isEmpty() ? "Needs a token" : "Needs a token with the scope " + String.join(", ", scopes);
    }
}
