package dev.undercroft.policy;

import dev.undercroft.tenancy.Access;
import dev.undercroft.tenancy.AccessRenewal;
import dev.undercroft.tenancy.RealmState;
import dev.undercroft.web.RequestFacts;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
    AccessRenewal renewal;

    @Inject
    RequestFacts facts;

    @Inject
    Clock clock;

    /**
     * By what is remembered, without blocking. Whoever decides by it proves the epochs in the statement that reads, and
     * comes back through {@link #anew} when they have moved on.
     */
    public Optional<Permissions> remembered(Access access) {
        return realmGrants.remembered(access.realm()).map(grants -> permissions(access, grants));
    }

    /** By the database, on a worker, where nothing is remembered or what was proved to be behind. */
    public CompletableFuture<Permissions> anew(Access behind) {
        return Uni.createFrom()
                .item(() -> permissions(renewal.renew(behind)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .subscribeAsCompletionStage();
    }

    /** By the state that the running transaction sees; blocks. */
    public Permissions inTransaction(Access access) {
        return permissions(renewal.inTransaction(access));
    }

    private Permissions permissions(Access fresh) {
        RealmState realm = fresh.realm();
        return permissions(fresh, realmGrants.remembered(realm).orElseGet(() -> realmGrants.load(realm)));
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
