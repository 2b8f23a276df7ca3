package dev.undercroft.identity;

import dev.undercroft.web.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Turns a credential into an identity: from memory without leaving the event loop, or by verifying it on a worker. */
@ApplicationScoped
public class CredentialIdentityProvider implements IdentityProvider<Credential> {

    @Inject
    VerifiedCredentials credentials;

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
                .orElseGet(() -> context.runBlocking(() -> verify(credential, digest)));
    }

    private SecurityIdentity verify(Credential credential, CredentialDigest digest) {
        try {
            return credentials.verify(credential.text(), digest);
        } catch (Problem refused) {
            throw new AuthenticationFailedException(refused);
        }
    }
}
