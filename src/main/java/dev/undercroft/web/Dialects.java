package dev.undercroft.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Finds the dialect of the door that a path belongs to; paths of no door get the envelope of {@code /v1}. */
@ApplicationScoped
class Dialects {

    /** A problem as a door writes it. */
    record Answer(int status, Object body) {}

    @Inject
    Instance<ProblemDialect> doors;

    /** The problem's answer. */
    Answer answer(Problem problem, String requestPath, String requestId) {
        for (ProblemDialect door : doors) {
            if (door.speaksFor(requestPath)) {
                return new Answer(door.status(problem), door.body(problem, requestId));
            }
        }
        return new Answer(problem.code().status(), ErrorEnvelope.of(problem, requestId));
    }
}
