package dev.undercroft.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Finds the dialect of the door that a path belongs to; paths of no door get the envelope of {@code /v1}. */
@ApplicationScoped
class Dialects {

    @Inject
    Instance<ProblemDialect> doors;

    /** The body of the problem's answer. */
    Object body(Problem problem, String requestPath, String requestId) {
        for (ProblemDialect door : doors) {
            if (door.speaksFor(requestPath)) {
                return door.body(problem, requestId);
            }
        }
        return ErrorEnvelope.of(problem, requestId);
    }
}
