package dev.undercroft.identity;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** What a request brings to say who asks, not yet verified. One subclass per kind. */
public abstract sealed class Credential extends BaseAuthenticationRequest permits Credential.Token {

    /** A JSON Web Token. */
    public static final class Token extends Credential {

        private final String compact;

        /** A token in compact form. */
        public Token(String compact) {
            this.compact = compact;
        }

        String compact() {
            return compact;
        }
    }
}
