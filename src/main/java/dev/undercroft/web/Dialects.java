package dev.undercroft.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/** Finds the dialect of the door that a path belongs to; paths of no door get the envelope of {@code /v1}. */
@ApplicationScoped
class Dialects {

    /** A problem as a door writes it. */
    record Answer(int status, Object body, Map<String, String> headers) {}

    @Inject
    Instance<ProblemDialect> doors;

    /** The problem's answer. */
    Answer answer(Problem problem, String requestPath, String requestId) {
        String path = decoded(requestPath);
        for (ProblemDialect door : doors) {
            if (door.speaksFor(path)) {
                return new Answer(door.status(problem), door.body(problem, requestId), door.headers(problem));
            }
        }
        return new Answer(problem.code().status(), ErrorEnvelope.of(problem, requestId), Map.of());
    }

    /** As matching reads it, which takes {@code /%61pi} for {@code /api}. */
    private static String decoded(String requestPath) {
        try {
            return requestPath.indexOf('%') < 0 ? requestPath : new URI(requestPath).getPath();
        } catch (URISyntaxException malformed) {
            return requestPath;
        }
    }
}
