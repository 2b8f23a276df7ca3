package dev.undercroft.policy;

import dev.undercroft.identity.Caller;
import dev.undercroft.tenancy.Access;
import dev.undercroft.tenancy.RealmState;
import dev.undercroft.tenancy.Realms;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.RequestFacts;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds out what a caller may do. Thread safe. */
@ApplicationScoped
public class Authorization {

    /** Prefix {@code undercroft.policy}. */
    @ConfigMapping(prefix = "undercroft.policy")
    public interface Config {

        /** How long a second factor counts as fresh. */
        @WithDefault("15m")
        Duration mfaMaximumAge();
    }

    @Inject
    Config config;

    @Inject
    RealmGrants realmGrants;

    @Inject
    Realms realms;

    @Inject
    RequestFacts facts;

    @Inject
    Clock clock;

    @Inject
    EntityManager entities;

    /**
     * By what is remembered, without blocking. Whoever decides by it proves the epochs in the statement that reads, and
     * comes back through {@link #anew} when they have moved on.
     */
    public Optional<Permissions> remembered(Access access) {
        return realmGrants.remembered(access.realm()).map(grants -> permissions(access, grants));
    }

    /** By the database, on a worker, where nothing is remembered or what was proved to be behind. */
    public CompletableFuture<Permissions> anew(Access access) {
        return Uni.createFrom()
                .item(() -> {
                    RealmState realm = reload(access.realm());
                    Access fresh = new Access(access.caller(), realm, homeOf(access, realm), access.trailRealm());
                    refuseWhatHasEnded(fresh);
                    return permissions(fresh, grantsOf(realm));
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .subscribeAsCompletionStage();
    }

    /** By the state that the running transaction sees; blocks. */
    public Permissions inTransaction(Access access) {
        long epoch = ((Number) entities.createNativeQuery("SELECT epoch FROM realm WHERE realm_id = current_realm()")
                        .getSingleResult())
                .longValue();
        RealmState realm = epoch == access.realm().epoch() ? access.realm() : reload(access.realm());
        Access fresh = new Access(access.caller(), realm, homeOf(access, realm), access.trailRealm());
        refuseWhatHasEnded(fresh);
        return permissions(fresh, grantsOf(realm));
    }

    // A credential from another realm is checked there: a transaction sees its own realm alone.
    private RealmState homeOf(Access access, RealmState realm) {
        return access.home().realmId().equals(realm.realmId()) ? realm : reload(access.home());
    }

    private Grants grantsOf(RealmState realm) {
        return realmGrants.remembered(realm).orElseGet(() -> realmGrants.load(realm));
    }

    private RealmState reload(RealmState behind) {
        return realms.load(behind.realmId()).orElse(behind);
    }

    private static void refuseWhatHasEnded(Access access) {
        Caller caller = access.caller();
        if (access.home().revokedTokens().contains(caller.digest())) {
            throw new Problem(ProblemCode.TOKEN_REVOKED);
        }
        if (!access.home().active() || !access.realm().active()) {
            throw new Problem(ProblemCode.TENANT_ACCESS_DENIED, "The tenant is closed.");
        }
    }

    private Permissions permissions(Access access, Grants grants) {
        var circumstances = new Circumstances(
                clock.instant(), sourceAddress(), access.caller().mfaVerifiedAt(), config.mfaMaximumAge());
        return new Permissions(access, grants, circumstances);
    }

    private IpAddress sourceAddress() {
        try {
            return IpAddress.parse(facts.sourceIp());
        } catch (IllegalArgumentException unknown) {
            return IpAddress.UNKNOWN;
        }
    }
}
