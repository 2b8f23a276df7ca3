package dev.undercroft.web;

import io.smallrye.mutiny.Uni;

/** Told of every problem before it is answered, so that the trail can hold it. Implementations are thread safe. */
public interface RefusalListener {

    /**
     * Completes with the problem to answer when the refusal is on record: the same one, or {@code rate_limited}. Fails
     * when it can't be recorded, and then the answer is a 503.
     */
    Uni<Problem> refused(Problem problem);
}
