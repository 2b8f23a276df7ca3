package dev.undercroft.entries;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.ProblemDialect;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Problems as clients of this door know them (entries specification, section 4). */
@ApplicationScoped
class EntriesDialect implements ProblemDialect {

    private static final String VALIDATION_ERROR = "VALIDATION_ERROR";

    @Override
    public boolean speaksFor(String requestPath) {
        return isEntries(requestPath);
    }

    /** Whether a path belongs to this door; {@code /api/v1} and {@code /api/whoami} are another's. */
    static boolean isEntries(String path) {
        return path.startsWith("/api/")
                && !path.startsWith("/api/v1/")
                && !path.equals("/api/v1")
                && !path.equals("/api/whoami")
                && !path.equals("/api/whoami/");
    }

    @Override
    public int status(Problem problem) {
        return switch (problem.code()) {
            case VALIDATION_ERROR -> 400;
            // Dots, empty segments and the like name no operation here.
            case INVALID_PATH -> 404;
            default -> problem.code().status();
        };
    }

    @Override
    public Object body(Problem problem, String requestId) {
        boolean noPath = problem.code() == ProblemCode.INVALID_PATH;
        return new EntriesError(noPath ? ProblemCode.NOT_FOUND.text() : problem.getMessage(), code(problem.code()));
    }

    private static String code(ProblemCode code) {
        return switch (code) {
            case AUTHENTICATION_REQUIRED, TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_REVOKED -> "AUTH_REQUIRED";
            case ACCESS_KEY_INVALID, ACCESS_KEY_REVOKED -> "AUTH_INVALID_KEY";
            case VALIDATION_ERROR, INVALID_REQUEST, KEY_TYPE_IN_USE -> VALIDATION_ERROR;
            case INVALID_PATH -> "NOT_FOUND";
            default ->
                code.status() == 403 ? "AUTH_SCOPE_REQUIRED" : code.name().toUpperCase(Locale.ROOT);
        };
    }
}
