package dev.undercroft.identity;

import dev.undercroft.web.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Turns a token into an identity: from memory without leaving the event loop, or by verifying it on a worker. */
@ApplicationScoped
public class TokenIdentityProvider implements IdentityProvider<Credential.Token> {

    @Inject
    VerifiedTokens tokens;

    @Override
    public Class<Credential.Token> getRequestType() {
        return Credential.Token.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(Credential.Token credential, AuthenticationRequestContext context) {
        TokenDigest digest = TokenDigest.of(credential.compact());
        return tokens.remembered(digest)
                .map(identity -> Uni.createFrom().item(identity))
                .orElseGet(() -> context.runBlocking(() -> verify(credential, digest)));
    }

    private SecurityIdentity verify(Credential.Token credential, TokenDigest digest) {
        try {
            return tokens.verify(credential.compact(), digest);
        } catch (Problem refused) {
            throw new AuthenticationFailedException(refused);
        }
    }
}
