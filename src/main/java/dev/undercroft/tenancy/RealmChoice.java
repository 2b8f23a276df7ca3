package dev.undercroft.tenancy;

import dev.undercroft.audit.RequestAudit;
import dev.undercroft.identity.Caller;
import dev.undercroft.identity.Role;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.RequestFacts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses the realm of a request (secrets specification, section 4.2): the tenant that the path names, else the one in
 * {@code X-Tenant-ID}, else the credential's own; below {@code /v1/partner/} the partner. By what is remembered without
 * leaving the thread, else on a worker. Thread safe.
 */
@ApplicationScoped
public class RealmChoice {

    /** What a request's realm is judged by. */
    enum Evidence {
        /** Whatever is remembered; the request's own statement proves it. */
        MEMORY,
        /** What was remembered a few seconds ago at most. */
        RECENT_MEMORY,
        /** The database's state alone. */
        DATABASE
    }

    /** Where states come from: memory, or the database. */
    private interface States extends Function<String, Optional<RealmState>> {}

    @Inject
    Realms realms;

    @Inject
    RequestFacts facts;

    @Inject
    RequestAudit audit;

    /** The access, or a failure: {@code tenant_access_denied}, {@code access_denied}, {@code tenant_not_found}. */
    Uni<Access> choose(Caller caller, Evidence evidence) {
        try {
            return switch (evidence) {
                case MEMORY -> byMemory(caller);
                case RECENT_MEMORY -> Uni.createFrom().item(chooseBy(caller, realms::rememberedLately));
                case DATABASE -> onWorker(caller, realms::load);
            };
        } catch (Realms.NotRemembered | Problem byMemoryAlone) {
            // Memory may let in what the statement proves afterwards; only the database refuses.
            return onWorker(caller, realms::load);
        }
    }

    private Uni<Access> byMemory(Caller caller) {
        Access access = chooseBy(caller, realms::remembered);
        // The statement proves the realm and the credential's own, not a third one whose trail the request stands in.
        boolean provable = access.trailRealm().equals(access.realm().realmId())
                || access.trailRealm().equals(access.home().realmId());
        return provable ? Uni.createFrom().item(access) : onWorker(caller, realms::load);
    }

    private Uni<Access> onWorker(Caller caller, States states) {
        return Uni.createFrom()
                .item(() -> chooseBy(caller, states))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Access chooseBy(Caller caller, States states) {
        RealmState home = home(caller, states);
        String named = facts.tenantPrefix().isEmpty() ? facts.header("X-Tenant-ID") : facts.tenantPrefix();
        RealmState realm =
                named.isEmpty() || named.equals(caller.tenantId()) ? home : namedTenant(caller, home, named, states);
        if (!facts.partnerPrefix()) {
            return new Access(caller, realm, home, realm.realmId());
        }
        // Values that a partner shares are read in the trail of the reader's tenant.
        if (realm.partner().isEmpty()) {
            throw Access.nameTheTenant();
        }
        RealmState partner = states.apply(realm.partner()).orElseThrow(RealmChoice::deniedTenant);
        return new Access(caller, partner, home, realm.realmId());
    }

    private RealmState home(Caller caller, States states) {
        RealmState home = states.apply(caller.homeRealm()).orElseThrow(RealmChoice::deniedTenant);
        audit.standsIn(home.realmId());
        audit.actorPartner(home.partner());
        if (home.revokedTokens().contains(caller.digest())) {
            throw AccessRenewal.revoked(caller);
        }
        refuseForeignClaims(caller, home);
        return home;
    }

    private static void refuseForeignClaims(Caller caller, RealmState home) {
        RealmState.Kind expected = !caller.tenantId().isEmpty()
                ? RealmState.Kind.TENANT
                : caller.partnerId().isEmpty() ? RealmState.Kind.SYSTEM : RealmState.Kind.PARTNER;
        boolean partnerAgrees =
                caller.partnerId().isEmpty() || caller.partnerId().equals(home.partner());
        // Without a tenant and a partner only a super admin has a place to act in.
        boolean placed = expected != RealmState.Kind.SYSTEM || caller.role() == Role.SUPER_ADMIN;
        boolean partnerLevel =
                expected != RealmState.Kind.PARTNER || caller.role().includes(Role.PARTNER_ADMIN);
        if (home.kind() != expected || !home.active() || !partnerAgrees || !placed || !partnerLevel) {
            throw deniedTenant();
        }
    }

    private RealmState namedTenant(Caller caller, RealmState home, String named, States states) {
        if (!caller.role().includes(Role.PARTNER_ADMIN)) {
            throw new Problem(
                    ProblemCode.TENANT_ACCESS_DENIED,
                    "Only partner admins may act for another tenant; use a token of that tenant.");
        }
        RealmState target = (RealmIds.isTenantId(named) ? states.apply(named) : Optional.<RealmState>empty())
                .filter(state -> state.kind() == RealmState.Kind.TENANT)
                .orElseThrow(() -> new Problem(ProblemCode.TENANT_NOT_FOUND));
        if (caller.role() != Role.SUPER_ADMIN && !target.partnerId().equals(home.partner())) {
            throw new Problem(ProblemCode.ACCESS_DENIED, "The tenant belongs to another partner.");
        }
        audit.standsIn(target.realmId());
        if (!target.active()) {
            throw new Problem(ProblemCode.TENANT_ACCESS_DENIED, "The tenant is closed.");
        }
        return target;
    }

    private static Problem deniedTenant() {
        return new Problem(
                ProblemCode.TENANT_ACCESS_DENIED,
                "The token names no tenant or partner that is open here; get one that does.");
    }
}
