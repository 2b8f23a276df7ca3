package dev.undercroft.tenancy;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.identity.Caller;
import dev.undercroft.identity.CredentialType;
import dev.undercroft.identity.VerifiedCredentials;
import dev.undercroft.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Looks tokens and access keys up and revokes them, within the realm that asks and those below it. Blocks. */
@ApplicationScoped
class Tokens {

    @Inject
    VerifiedCredentials tokens;

    @Inject
    CurrentAccess current;

    @Inject
    Realms realms;

    @Inject
    InRealm inRealm;

    @Inject
    RevokedCredentials revoked;

    @Inject
    EndedKeys keys;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

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
        request.about(
                caller.credentialType() == CredentialType.ACCESS_KEY ? AccessKeys.target(caller.credentialId()) : "");
        var event = request.event().standingIn(caller.homeRealm());
        inRealm.run(caller.homeRealm(), () -> {
            if (caller.credentialType() == CredentialType.ACCESS_KEY) {
                keys.end(caller.digest());
            } else {
                revoked.addToken(caller);
                // Who stole the token may have made keys that would outlive it.
                keys.endMadeWith(caller.digest());
            }
            trail.recordInTransaction(event);
        });
    }

    /** Ends all access keys of an identity in the tenant that asks, as when a person leaves. */
    void revokeKeysOf(String identityId) {
        String tenant = current.get().inTenantOrPartner().realm().realmId();
        var event = request.event();
        inRealm.run(tenant, () -> {
            keys.endOf(identityId);
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
