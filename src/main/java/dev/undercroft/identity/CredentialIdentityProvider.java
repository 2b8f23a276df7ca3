package dev.undercroft.identity;

import dev.undercroft.web.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Turns a credential into an identity: from memory without leaving the event loop, or by verifying it on a worker. */
@ApplicationScoped
public class CredentialIdentityProvider implements IdentityProvider<Credential> {

    @Inject
    VerifiedCredentials credentials;

    @Inject
    RefusedCredentials refused;

    @Override
    public Class<Credential> getRequestType() {
        return Credential.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(Credential credential, AuthenticationRequestContext context) {
        CredentialDigest digest = CredentialDigest.of(credential.text());
        return credentials
                .remembered(digest)
                .map(identity -> Uni.createFrom().item(identity))
                .orElseGet(() -> lookedAt(credential, digest, context));
    }

    private Uni<SecurityIdentity> lookedAt(
            Credential credential, CredentialDigest digest, AuthenticationRequestContext context) {
        // Looking a key up takes a connection that others need, so who guesses on and on is not even looked for.
        if (AccessKeyText.isMeant(credential.text())) {
            Optional<Problem> spent = refused.spent(credential.sourceIp());
            if (spent.isPresent()) {
                return Uni.createFrom().failure(new AuthenticationFailedException(spent.get()));
            }
        }
        return context.runBlocking(() -> verify(credential, digest));
    }

    private SecurityIdentity verify(Credential credential, CredentialDigest digest) {
        try {
            return credentials.verify(credential.text(), digest);
        } catch (Problem problem) {
            throw new AuthenticationFailedException(problem);
        }
    }
}
