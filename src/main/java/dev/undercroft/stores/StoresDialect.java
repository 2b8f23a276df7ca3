package dev.undercroft.stores;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.ProblemDialect;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Problems in the envelope of this door, with the numbers that its clients know (stores specification, section 6). */
@ApplicationScoped
class StoresDialect implements ProblemDialect {

    private static final int NOT_FOUND = 1000;
    private static final int INVALID = 1001;
    private static final int CONFLICT = 1003;
    private static final int NOT_ROUTED = 7003;
    private static final int NO_PERMISSION = 9109;
    private static final int NOT_AUTHENTICATED = 10000;

    @Override
    public boolean speaksFor(String requestPath) {
        return StoresPaths.isStores(requestPath);
    }

    @Override
    public int status(Problem problem) {
        return switch (problem.code()) {
            case VALIDATION_ERROR -> 400;
            case INVALID_PATH -> 404;
            default -> problem.code().status();
        };
    }

    @Override
    public Object body(Problem problem, String requestId) {
        Object pointer = problem.details().get(StoresProblems.POINTER);
        var source = pointer == null ? null : new Envelope.Source(pointer.toString());
        var error = new Envelope.Fault(code(problem.code()), message(problem), source);
        return new Envelope.Failure(false, List.of(error), List.of(), null);
    }

    /** Clients repeat a 409 unless they are told that it is definite. */
    @Override
    public Map<String, String> headers(Problem problem) {
        return problem.code().status() == 409 ? Map.of("x-should-retry", "false") : Map.of();
    }

    private static String message(Problem problem) {
        return switch (problem.code()) {
            case NOT_FOUND, INVALID_PATH -> "not found";
            case TENANT_NOT_FOUND -> "Could not route to the account, perhaps its id is malformed?";
            case AUTHENTICATION_REQUIRED, TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_REVOKED, ACCESS_KEY_INVALID ->
                "Authentication error: " + problem.getMessage();
            default -> problem.getMessage();
        };
    }

    private static int code(ProblemCode code) {
        return switch (code) {
            case NOT_FOUND, INVALID_PATH, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE -> NOT_FOUND;
            case STORE_NAME_EXISTS,
                    STORE_SECRET_NAME_EXISTS,
                    STORE_NOT_EMPTY,
                    MAXIMUM_STORES_EXCEEDED,
                    MAXIMUM_SECRETS_EXCEEDED -> CONFLICT;
            case TENANT_NOT_FOUND -> NOT_ROUTED;
            case INSUFFICIENT_SCOPE, SERVICE_NOT_ALLOWED -> NO_PERMISSION;
            default ->
                code.status() == 401 || code.status() == 403
                        ? NOT_AUTHENTICATED
                        : code.status() >= 500 || code.status() == 429 ? 1000 + code.status() : INVALID;
        };
    }
}
