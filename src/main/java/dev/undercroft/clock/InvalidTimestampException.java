package dev.undercroft.clock;

/**
 * A text is not a timestamp. The message says how to mend it and never repeats the text, so that it may be shown to the
 * caller and logged.
 */
public final class InvalidTimestampException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidTimestampException(String message) {
        super(message);
    }
}
