package dev.undercroft.vault;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.ProblemDialect;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Problems as clients of this door know them: one member {@code detail} (vault specification, sections 5 and 13). */
@ApplicationScoped
class VaultDialect implements ProblemDialect {

    private static final int UNPROCESSABLE = 422;

    @Override
    public boolean speaksFor(String requestPath) {
        return VaultPaths.isVault(requestPath);
    }

    @Override
    public int status(Problem problem) {
        return switch (problem.code()) {
            case INVALID_REQUEST, VALIDATION_ERROR -> UNPROCESSABLE;
            // Dots, empty segments and the like name no operation here.
            case INVALID_PATH -> 404;
            default -> problem.code().status();
        };
    }

    @Override
    public Object body(Problem problem, String requestId) {
        return new VaultError(
                switch (problem.code()) {
                    case INVALID_PATH -> ProblemCode.NOT_FOUND.text();
                    case INVALID_REQUEST, VALIDATION_ERROR -> faults(problem);
                    case AGENT_HANDLE_UNAVAILABLE ->
                        Map.of(
                                "error", "agent_handle_unavailable",
                                "blocking_namespace", "identities",
                                "message", problem.getMessage());
                    default -> problem.getMessage();
                });
    }

    private static List<VaultError.Fault> faults(Problem problem) {
        String type = problem.code() == ProblemCode.VALIDATION_ERROR ? "value_error" : "missing";
        if (problem.details().get("fields") instanceof Map<?, ?> fields && !fields.isEmpty()) {
            return fields.entrySet().stream()
                    .map(field -> new VaultError.Fault(
                            location(
                                    problem.details().getOrDefault(Checks.IN, "body"),
                                    field.getKey().toString()),
                            field.getValue().toString(),
                            type))
                    .toList();
        }
        return List.of(new VaultError.Fault(List.of("body"), problem.getMessage(), "invalid_request"));
    }

    /** {@code recovery_keys[1].auth_hash} as {@code body, recovery_keys, 1, auth_hash}. */
    private static List<Object> location(Object part, String field) {
        List<Object> location = new ArrayList<>(List.of(part));
        for (String step : field.replace("]", "").split("[.\\[]")) {
            location.add(step.matches("[0-9]{1,4}") ? Integer.valueOf(step) : step);
        }
        return location;
    }
}
