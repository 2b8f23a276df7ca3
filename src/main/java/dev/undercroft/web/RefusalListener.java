package dev.undercroft.web;

import io.smallrye.mutiny.Uni;

/** Told of every problem before it is answered, so that the trail can hold it. Implementations are thread safe. */
public interface RefusalListener {

    /** Completes when the refusal is on record; fails when it can't be recorded, and then the answer is a 503. */
    Uni<Void> refused(Problem problem);
}
