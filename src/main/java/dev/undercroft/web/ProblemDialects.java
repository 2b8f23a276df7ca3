package dev.undercroft.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Finds the dialect of the door that was asked; the envelope where no door claims the path. Thread safe. */
@ApplicationScoped
class ProblemDialects {

    @Inject
    Instance<ProblemDialect> dialects;

    /** The error body, for an answer to a request of this path. */
    Object body(String requestPath, Problem problem, String requestId) {
        for (ProblemDialect dialect : dialects) {
            if (dialect.speaksFor(requestPath)) {
                return dialect.body(problem, requestId);
            }
        }
        return ErrorEnvelope.of(problem, requestId);
    }
}
