package dev.undercroft.identity;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * Finds the credential of a request, a token or an access key: as a bearer in the header {@code Authorization}, else in
 * {@code X-API-Key}, else in {@code X-Auth-Key}. Thread safe.
 */
@ApplicationScoped
public class CredentialMechanism implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";
    private static final List<String> OTHER_HEADERS = List.of("X-API-Key", "X-Auth-Key");

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        String header = exchange.request().getHeader("Authorization");
        if (header != null) {
            return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                    ? authenticate(header.substring(SCHEME.length()), exchange, providers)
                    : refused();
        }
        for (String name : OTHER_HEADERS) {
            String text = exchange.request().getHeader(name);
            if (text != null) {
                return authenticate(text, exchange, providers);
            }
        }
        return Uni.createFrom().nullItem();
    }

    private Uni<SecurityIdentity> authenticate(
            String text, RoutingContext exchange, IdentityProviderManager providers) {
        String credential = text.strip();
        if (credential.isEmpty()) {
            return refused();
        }
        return providers.authenticate(new Credential(credential, addressOf(exchange)));
    }

    private static String addressOf(RoutingContext exchange) {
        SocketAddress address = exchange.request().remoteAddress();
        return address == null ? "" : address.hostAddress();
    }

    private static Uni<SecurityIdentity> refused() {
        return Uni.createFrom()
                .failure(new AuthenticationFailedException(new Problem(ProblemCode.AUTHENTICATION_REQUIRED)));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext exchange) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(Credential.class);
    }

    @Override
    public int getPriority() {
        return HttpAuthenticationMechanism.DEFAULT_PRIORITY + 100;
    }
}
