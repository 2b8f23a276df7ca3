package dev.undercroft.tenancy;

import dev.undercroft.identity.Caller;
import dev.undercroft.identity.CredentialType;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.concurrent.CompletableFuture;

/**
 * Judges an access anew by the database: what let a request in was remembered and may be behind. Throws
 * {@code token_revoked}, {@code token_invalid} or {@code tenant_access_denied} where the access has ended. Thread safe.
 */
@ApplicationScoped
public class AccessRenewal {

    @Inject
    Realms realms;

    @Inject
    EntityManager entities;

    /** The access as the database has it now. Blocks. */
    public Access renew(Access behind) {
        return judged(behind, reload(behind.realm()));
    }

    /** The same, on a worker. */
    public CompletableFuture<Access> renewOnWorker(Access behind) {
        return Uni.createFrom()
                .item(() -> renew(behind))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .subscribeAsCompletionStage();
    }

    /** The access as the running transaction sees it; looks further only when the epoch has moved on. Blocks. */
    public Access inTransaction(Access access) {
        long epoch = ((Number) entities.createNativeQuery("SELECT epoch FROM realm WHERE realm_id = current_realm()")
                        .getSingleResult())
                .longValue();
        return judged(access, epoch == access.realm().epoch() ? access.realm() : reload(access.realm()));
    }

    private Access judged(Access access, RealmState realm) {
        Access fresh = new Access(access.caller(), realm, homeOf(access, realm), access.trailRealm());
        if (fresh.home().revokedTokens().contains(fresh.caller().digest())) {
            throw revoked(fresh.caller());
        }
        if (!fresh.home().active() || !realm.active()) {
            throw new Problem(ProblemCode.TENANT_ACCESS_DENIED, "The tenant is closed.");
        }
        return fresh;
    }

    // A credential from another realm is checked there: a transaction sees its own realm alone.
    private RealmState homeOf(Access access, RealmState realm) {
        return access.home().realmId().equals(realm.realmId()) ? realm : reload(access.home());
    }

    private RealmState reload(RealmState behind) {
        return realms.load(behind.realmId()).orElse(behind);
    }

    static Problem revoked(Caller caller) {
        return new Problem(
                caller.credentialType() == CredentialType.ACCESS_KEY
                        ? ProblemCode.ACCESS_KEY_REVOKED
                        : ProblemCode.TOKEN_REVOKED);
    }
}
