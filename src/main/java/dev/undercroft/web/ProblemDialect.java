package dev.undercroft.web;

import java.util.Map;

/** How one door writes a problem. Implementations are beans, stateless and thread safe. */
public interface ProblemDialect {

    /** Whether requests of this path (as sent, without the query) belong to this door. */
    boolean speaksFor(String requestPath);

    /** The answer's HTTP status, where the door has another one than the code's own. */
    default int status(Problem problem) {
        return problem.code().status();
    }

    /** Headers that the answer has besides those that every refusal has. */
    default Map<String, String> headers(Problem problem) {
        return Map.of();
    }

    /** The JSON body of the answer. */
    Object body(Problem problem, String requestId);
}
