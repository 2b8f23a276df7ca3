package dev.undercroft.embedded;

/** The embedded PostgreSQL can't be had; the message is meant for the operator and says how to mend it. */
public class EmbeddedPostgresException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EmbeddedPostgresException(String message) {
        super(message);
    }

    public EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
