package dev.undercroft.policy;

/** A part of a policy other than its path pattern is wrong. The message says how to mend it. */
public final class InvalidPolicyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidPolicyException(String message) {
        super(message);
    }
}
