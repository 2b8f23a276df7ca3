package dev.undercroft.identity;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** What a request brings to say who asks, a token or an access key, not yet verified. */
public final class Credential extends BaseAuthenticationRequest {

    private final String text;

    /** The credential as it came; a secret. */
    Credential(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
