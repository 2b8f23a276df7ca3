package dev.undercroft.policy;

/** A text is not a path pattern. The message says how to mend it. */
public final class InvalidGlobException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidGlobException(String message) {
        super(message);
    }
}
