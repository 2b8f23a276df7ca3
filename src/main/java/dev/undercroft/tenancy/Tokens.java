package dev.undercroft.tenancy;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.identity.Caller;
import dev.undercroft.identity.VerifiedTokens;
import dev.undercroft.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Looks tokens up and revokes them, within the realm that asks and those below it. Blocks. */
@ApplicationScoped
class Tokens {

    // A token counts for the clock skew of its issuer beyond its expiry; its revocation must outlive that by far.
    private static final Duration MARGIN = Duration.ofDays(2);

    @Inject
    VerifiedTokens tokens;

    @Inject
    CurrentAccess current;

    @Inject
    Realms realms;

    @Inject
    InRealm inRealm;

    @Inject
    RealmEpoch epoch;

    @Inject
    EntityManager entities;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    /** The caller that an active token stands for. */
    Optional<Caller> introspect(String token) {
        Optional<Caller> found = visible(token).filter(this::counts);
        trail.recordNow();
        return found;
    }

    /** Makes a token count no more; one that never counted here is left alone. */
    void revoke(String token) {
        Optional<Caller> found = visible(token);
        if (found.isEmpty()) {
            trail.recordNow();
            return;
        }
        Caller caller = found.get();
        var event = request.event().standingIn(caller.homeRealm());
        inRealm.run(caller.homeRealm(), () -> {
            entities.createNativeQuery("INSERT INTO revoked_token (realm_id, token_digest, expires_at, revoked_at)"
                            + " VALUES (current_realm(), ?1, ?2, ?3) ON CONFLICT DO NOTHING")
                    .setParameter(1, caller.digest())
                    .setParameter(2, OffsetDateTime.ofInstant(caller.expiresAt().plus(MARGIN), ZoneOffset.UTC))
                    .setParameter(3, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .executeUpdate();
            entities.createNativeQuery("DELETE FROM revoked_token WHERE realm_id = current_realm() AND expires_at < ?1")
                    .setParameter(1, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .executeUpdate();
            epoch.advance();
            trail.recordInTransaction(event);
        });
    }

    private Optional<Caller> visible(String token) {
        try {
            return Optional.of(tokens.introspect(token)).filter(this::belongsToAsker);
        } catch (Problem invalid) {
            return Optional.empty();
        }
    }

    private boolean belongsToAsker(Caller caller) {
        RealmState asker = current.get().realm();
        return realms.load(caller.homeRealm())
                .map(home -> switch (asker.kind()) {
                    case SYSTEM -> true;
                    case PARTNER -> home.partner().equals(asker.realmId());
                    case TENANT -> home.realmId().equals(asker.realmId());
                })
                .orElse(false);
    }

    private boolean counts(Caller caller) {
        return realms.load(caller.homeRealm())
                .map(home -> home.active() && !home.revokedTokens().contains(caller.digest()))
                .orElse(false);
    }
}
