package dev.undercroft.tenancy;

import dev.undercroft.identity.Caller;
import dev.undercroft.identity.IdentityConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Makes credentials count no more, at once on every replica, in the running transaction of their home realm. */
@ApplicationScoped
class RevokedCredentials {

    // A token counts for the clock skew of its issuer beyond its expiry; its revocation must outlive that by far.
    private static final Duration MARGIN = Duration.ofDays(2);
    // A deleted key's revocation must outlive every replica's memory of the key, and a difference of clocks.
    private static final Duration MARGIN_OF_MEMORY = Duration.ofMinutes(10);

    @Inject
    IdentityConfig config;

    @Inject
    EntityManager entities;

    @Inject
    RealmEpoch epoch;

    @Inject
    Clock clock;

    /** Revokes a token until it would have expired. */
    void addToken(Caller caller) {
        add(List.of(caller.digest()), caller.expiresAt().plus(MARGIN));
    }

    /** Revokes access keys whose rows go in the same transaction. */
    void addKeys(List<String> digests) {
        add(digests, clock.instant().plus(config.tokenCacheTime()).plus(MARGIN_OF_MEMORY));
    }

    private void add(List<String> digests, Instant until) {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        entities.createNativeQuery("INSERT INTO revoked_token (realm_id, token_digest, expires_at, revoked_at)"
                        + " SELECT current_realm(), digest, ?2, ?3 FROM unnest(cast(?1 AS text[])) AS digest"
                        + " ON CONFLICT DO NOTHING")
                .setParameter(1, digests.toArray(String[]::new))
                .setParameter(2, OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
                .setParameter(3, now)
                .executeUpdate();
        entities.createNativeQuery("DELETE FROM revoked_token WHERE realm_id = current_realm() AND expires_at < ?1")
                .setParameter(1, now)
                .executeUpdate();
        epoch.advance();
    }
}
