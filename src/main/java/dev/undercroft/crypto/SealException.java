package dev.undercroft.crypto;

/**
 * A sealed value or a wrapped key does not open: a wrong key, another row, changed or missing bytes, an unknown format.
 * The message never holds bytes of a key, a value or a ciphertext, and there is no cause that could.
 */
public final class SealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Takes a message without any bytes in it. */
    public SealException(String message) {
        super(message);
    }
}
