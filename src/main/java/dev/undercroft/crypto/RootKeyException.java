package dev.undercroft.crypto;

/** The root keys can't be had. The message says how to mend it and never holds key material. */
public final class RootKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Takes a message without key material in it. */
    public RootKeyException(String message) {
        super(message);
    }

    /** The same, with a cause that holds no key material either, such as a failed read. */
    public RootKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
