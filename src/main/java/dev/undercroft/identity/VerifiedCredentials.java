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
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers verified credentials by their digest, so that a signature is checked, or a key looked up, once and not at
 * every request. An entry counts until the credential expires, its time here is over, or the built-in issuer's keys change. Thread safe.
 *
 * <p>Revocations are looked at per request, behind this cache, so a hit never outlives one.
 */
@ApplicationScoped
public class VerifiedCredentials {

    /** The attribute of an identity that holds its {@link Caller}. */
    public static final String CALLER = "undercroft.caller";

    private record Entry(SecurityIdentity identity, Instant expiresAt, int generation) {}

    private final TokenVerifier tokens;
    private final AccessKeyVerifier keys;
    private final BuiltInIssuer builtIn;
    private final Clock clock;
    private final Cache<CredentialDigest, Entry> entries;

    @Inject
    public VerifiedCredentials(
            TokenVerifier tokens,
            AccessKeyVerifier keys,
            BuiltInIssuer builtIn,
            IdentityConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.tokens = tokens;
        this.keys = keys;
        this.builtIn = builtIn;
        this.clock = clock;
        this.entries = Caffeine.newBuilder()
                .maximumSize(config.tokenCacheSize())
                .expireAfterWrite(config.tokenCacheTime())
                .recordStats()
                .build();
        CaffeineCacheMetrics.monitor(meters, entries, "tokens");
    }

    /** The identity of a credential that was verified before and still counts. */
    Optional<SecurityIdentity> remembered(CredentialDigest digest) {
        Entry entry = entries.getIfPresent(digest);
        if (entry == null
                || entry.generation() != builtIn.generation()
                || !entry.expiresAt().isAfter(clock.instant())) {
            return Optional.empty();
        }
        return Optional.of(entry.identity());
    }

    /** Verifies a credential and remembers it; throws the problem with it. Blocks. */
    SecurityIdentity verify(String credential, CredentialDigest digest) {
        int generation = builtIn.generation();
        Caller caller = introspect(credential);
        SecurityIdentity identity = identityOf(caller);
        entries.put(digest, new Entry(identity, caller.expiresAt(), generation));
        return identity;
    }

    /** The caller of any token or access key, for whoever asks about it; throws the problem with it. Blocks. */
    public Caller introspect(String credential) {
        return AccessKeyText.isMeant(credential)
                ? keys.verify(credential)
                : tokens.verify(credential, revocationDigest(credential));
    }

    /**
     * What a token is revoked by: its signed part. The signature has more than one spelling in base64, so the digest of
     * the whole token would let a revoked one back in under another.
     */
    private static String revocationDigest(String token) {
        int signature = token.lastIndexOf('.');
        return CredentialDigest.of(signature < 0 ? token : token.substring(0, signature))
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
