package dev.undercroft.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.Principal;
import java.time.Clock;
import java.util.Optional;

/**
 * Remembers verified tokens by their digest, so that a signature is checked once and not at every request. An entry
 * counts until the token expires, its time here is over, or the built-in issuer's keys change. Thread safe.
 *
 * <p>Revocations are looked at per request, behind this cache, so a hit never outlives one.
 */
@ApplicationScoped
public class VerifiedTokens {

    /** The attribute of an identity that holds its {@link Caller}. */
    public static final String CALLER = "undercroft.caller";

    private record Entry(SecurityIdentity identity, long expiresAtMillis, int generation) {}

    private final TokenVerifier verifier;
    private final BuiltInIssuer builtIn;
    private final Clock clock;
    private final Cache<TokenDigest, Entry> entries;

    @Inject
    public VerifiedTokens(
            TokenVerifier verifier, BuiltInIssuer builtIn, IdentityConfig config, Clock clock, MeterRegistry meters) {
        this.verifier = verifier;
        this.builtIn = builtIn;
        this.clock = clock;
        this.entries = Caffeine.newBuilder()
                .maximumSize(config.tokenCacheSize())
                .expireAfterWrite(config.tokenCacheTime())
                .recordStats()
                .build();
        CaffeineCacheMetrics.monitor(meters, entries, "tokens");
    }

    /** The identity of a token that was verified before and still counts. */
    Optional<SecurityIdentity> remembered(TokenDigest digest) {
        Entry entry = entries.getIfPresent(digest);
        if (entry == null || entry.generation() != builtIn.generation() || entry.expiresAtMillis() <= clock.millis()) {
            return Optional.empty();
        }
        return Optional.of(entry.identity());
    }

    /** Verifies a token and remembers it; throws the problem with it. */
    SecurityIdentity verify(String token, TokenDigest digest) {
        int generation = builtIn.generation();
        Caller caller = verifier.verify(token, revocationDigest(token));
        SecurityIdentity identity = identityOf(caller);
        entries.put(digest, new Entry(identity, caller.expiresAt().toEpochMilli(), generation));
        return identity;
    }

    /** The caller of any token, for whoever asks about it; throws the problem with it. */
    public Caller introspect(String token) {
        return verifier.verify(token, revocationDigest(token));
    }

    /**
     * What a token is revoked by: its signed part. The signature has more than one spelling in base64, so the digest of
     * the whole token would let a revoked one back in under another.
     */
    private static String revocationDigest(String token) {
        int signature = token.lastIndexOf('.');
        return TokenDigest.of(signature < 0 ? token : token.substring(0, signature))
                .hex();
    }

    private static SecurityIdentity identityOf(Caller caller) {
        Principal principal = caller::identityId;
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(principal)
                .addAttribute(CALLER, caller)
                .build();
    }
}
