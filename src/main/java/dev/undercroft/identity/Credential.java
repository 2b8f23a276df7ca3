package dev.undercroft.identity;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** What a request brings to say who asks, a token or an access key, not yet verified. */
public final class Credential extends BaseAuthenticationRequest {

    private final String text;
    private final String sourceIp;

    /** The credential as it came, a secret, and the address that it came from. */
    Credential(String text, String sourceIp) {
        this.text = text;
        this.sourceIp = sourceIp;
    }

    String text() {
        return text;
    }

    String sourceIp() {
        return sourceIp;
    }
}
