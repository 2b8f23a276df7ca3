package dev.undercroft.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.http.Get;
import org.jose4j.http.SimpleGet;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;

/** Every issuer whose tokens count, by its name. Thread safe. */
@ApplicationScoped
public class TrustedIssuers {

    private static final Set<String> KNOWN_ALGORITHMS = Set.of("RS256", "PS256", "ES256", "EdDSA");

    static final int JWKS_TIMEOUT_MILLIS = 3_000;
    static final int JWKS_LARGEST_BYTES = 1 << 20;

    private final Map<String, TrustedIssuer> byName = new HashMap<>();

    @Inject
    public TrustedIssuers(IdentityConfig config, BuiltInIssuer builtIn) {
        if (builtIn.enabled()) {
            VerificationKeyResolver keys = (signature, nesting) ->
                    new JwksVerificationKeyResolver(builtIn.publicKeys()).resolveKey(signature, nesting);
            add(new TrustedIssuer(
                    builtIn.issuer(),
                    builtIn.audience(),
                    Set.of("RS256"),
                    Duration.ZERO,
                    "user",
                    Role.SUPER_ADMIN,
                    TrustedIssuer.ClaimNames.OWN,
                    true,
                    List.of(),
                    keys));
        }
        config.issuers().forEach(issuer -> add(elsewhere(issuer)));
    }

    /** The issuer of this name, where it is trusted. */
    Optional<TrustedIssuer> named(String issuer) {
        return Optional.ofNullable(byName.get(issuer));
    }

    private void add(TrustedIssuer issuer) {
        if (byName.put(issuer.issuer(), issuer) != null) {
            throw new IllegalStateException(
                    "undercroft.identity names the issuer '" + issuer.issuer() + "' twice; give each issuer one entry");
        }
    }

    private static TrustedIssuer elsewhere(IdentityConfig.Issuer config) {
        Set<String> algorithms = Set.copyOf(config.algorithms());
        if (!KNOWN_ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalStateException("undercroft.identity.issuers: the issuer '" + config.issuer()
                    + "' has an algorithm other than RS256, PS256, ES256 and EdDSA; use one of these");
        }
        IdentityType.of(config.identityType());
        return new TrustedIssuer(
                config.issuer(),
                config.audience(),
                algorithms,
                config.clockSkew(),
                config.identityType(),
                Role.of(config.highestRole()),
                TrustedIssuer.ClaimNames.of(config.claims()),
                config.typeRequired(),
                config.workloads().stream().map(Workload::of).toList(),
                new RemoteKeys(config.jwksLocation(), keySetOf(config)));
    }

    private static SimpleGet keySetOf(IdentityConfig.Issuer config) {
        if (config.jwksCaFile().isPresent() || config.jwksTokenFile().isPresent()) {
            return new GuardedKeySet(
                    config.jwksLocation(),
                    config.jwksCaFile().map(Path::of),
                    config.jwksTokenFile().map(Path::of));
        }
        Get get = new Get();
        get.setConnectTimeout(JWKS_TIMEOUT_MILLIS);
        get.setReadTimeout(JWKS_TIMEOUT_MILLIS);
        get.setRetries(0);
        get.setResponseBodySizeLimit(JWKS_LARGEST_BYTES);
        return get;
    }
}
