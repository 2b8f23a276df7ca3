package dev.undercroft.web;

import java.util.Optional;

/** Looks through the wrappers that frameworks put around an exception. */
final class Causes {

    private static final int DEEPEST = 20;

    private Causes() {}

    static Optional<Problem> problem(Throwable thrown) {
        return first(Problem.class, thrown);
    }

    static <T extends Throwable> Optional<T> first(Class<T> type, Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
