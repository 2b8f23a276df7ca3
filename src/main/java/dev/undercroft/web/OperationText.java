package dev.undercroft.web;

import java.util.List;
import org.eclipse.microprofile.openapi.models.Operation;

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
        if (operation.getSecurity().get(0).hasScheme(SecuritySchemes.PERSON)) {
            return "Needs a person's token, no access key";
        }
        List<String> scopes = operation.getSecurity().get(0).getSchemes().values().stream()
                .flatMap(List::stream)
                .toList();
        return scopes.isEmpty()
                ? "Needs a token or an access key"
                : "Needs a token or an access key with the scope " + String.join(", ", scopes);
    }
}
