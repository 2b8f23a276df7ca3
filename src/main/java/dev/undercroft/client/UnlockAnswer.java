package dev.undercroft.client;

import java.util.List;

/**
 * What the service answers to a proof. Immutable.
 *
 * @param wrappedKey in base64; {@code ""} when the proof matches no key
 */
record UnlockAnswer(String wrappedKey, List<SecretDetail> secrets) {

    /** To a proof that matches no key. */
    static final UnlockAnswer NO_MATCH = new UnlockAnswer("", List.of());

    boolean matches() {
        return !wrappedKey.isEmpty();
    }
}
