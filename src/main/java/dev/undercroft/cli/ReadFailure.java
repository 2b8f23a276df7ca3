package dev.undercroft.cli;

/** A secret that could not be read; the message says why and how to mend it, and holds no value. */
final class ReadFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean gone;

    private ReadFailure(String message, boolean gone, Throwable cause) {
        super(message, cause);
        this.gone = gone;
    }

    /** The service gave no answer. */
    static ReadFailure noAnswer(String message, Throwable cause) {
        return new ReadFailure(message, false, cause);
    }

    /** The service refused; {@code gone} says that there is no such secret now. */
    static ReadFailure refused(String message, boolean gone) {
        return new ReadFailure(message, gone, null);
    }

    /** Whether what was read before does not exist any more, so that its version says nothing. */
    boolean isGone() {
        return gone;
    }
}
