package dev.undercroft.tenancy;

import dev.undercroft.audit.RequestAudit;
import dev.undercroft.identity.Caller;
import dev.undercroft.identity.Role;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.RequestFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Chooses the realm of a request (secrets specification, section 4.2): the tenant that the path names, else the one in
 * {@code X-Tenant-ID}, else the credential's own; below {@code /v1/partner/} the partner. Non-blocking, thread safe.
 */
@ApplicationScoped
public class RealmChoice {

    @Inject
    Realms realms;

    @Inject
    RequestFacts facts;

    @Inject
    RequestAudit audit;

    /** The access, or a failure: {@code tenant_access_denied}, {@code access_denied}, {@code tenant_not_found}. */
    Uni<Access> choose(Caller caller) {
        return home(caller).chain(home -> {
            String named = facts.tenantPrefix().isEmpty() ? facts.header("X-Tenant-ID") : facts.tenantPrefix();
            Uni<RealmState> target = named.isEmpty() || named.equals(caller.tenantId())
                    ? Uni.createFrom().item(home)
                    : namedTenant(caller, home, named);
            return target.chain(
                    realm -> facts.partnerPrefix() ? inPartner(caller, home, realm) : in(caller, home, realm));
        });
    }

    private Uni<RealmState> home(Caller caller) {
        return realms.find(caller.homeRealm()).map(found -> {
            RealmState home = found.orElseThrow(RealmChoice::deniedTenant);
            audit.standsIn(home.realmId());
            audit.actorPartner(home.partner());
            if (home.revokedTokens().contains(caller.digest())) {
                throw new Problem(ProblemCode.TOKEN_REVOKED);
            }
            refuseForeignClaims(caller, home);
            return home;
        });
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

    private Uni<RealmState> namedTenant(Caller caller, RealmState home, String named) {
        if (!caller.role().includes(Role.PARTNER_ADMIN)) {
            throw new Problem(
                    ProblemCode.TENANT_ACCESS_DENIED,
                    "Only partner admins may act for another tenant; use a token of that tenant.");
        }
        return realms.find(RealmIds.isTenantId(named) ? named : "").map(found -> {
            RealmState target = found.filter(state -> state.kind() == RealmState.Kind.TENANT)
                    .orElseThrow(() -> new Problem(ProblemCode.TENANT_NOT_FOUND));
            if (caller.role() != Role.SUPER_ADMIN && !target.partnerId().equals(home.partner())) {
                throw new Problem(ProblemCode.ACCESS_DENIED, "The tenant belongs to another partner.");
            }
            audit.standsIn(target.realmId());
            if (!target.active()) {
                throw new Problem(ProblemCode.TENANT_ACCESS_DENIED, "The tenant is closed.");
            }
            return target;
        });
    }

    private Uni<Access> in(Caller caller, RealmState home, RealmState realm) {
        return Uni.createFrom().item(new Access(caller, realm, home, realm.realmId()));
    }

    /** Values that a partner shares are read in the trail of the reader's tenant. */
    private Uni<Access> inPartner(Caller caller, RealmState home, RealmState reader) {
        if (reader.partner().isEmpty()) {
            throw Access.nameTheTenant();
        }
        return realms.find(reader.partner()).map(found -> {
            RealmState partner = found.orElseThrow(RealmChoice::deniedTenant);
            return new Access(caller, partner, home, reader.realmId());
        });
    }

    private static Problem deniedTenant() {
        return new Problem(
                ProblemCode.TENANT_ACCESS_DENIED,
                "The token names no tenant or partner that is open here; get one that does.");
    }
}
