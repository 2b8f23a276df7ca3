package dev.undercroft.tenancy;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.crypto.RealmKeyStore;
import dev.undercroft.identity.Caller;
import dev.undercroft.identity.CurrentCaller;
import dev.undercroft.identity.Role;
import dev.undercroft.tenancy.RealmDocument.Tenant;
import dev.undercroft.tenancy.RealmDocument.TenantDraft;
import dev.undercroft.web.Cursors;
import dev.undercroft.web.Page;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;

/** Tenants: made, listed and closed by the admins of their partner. */
@ApplicationScoped
public class Tenants {

    @Inject
    CurrentCaller caller;

    @Inject
    CurrentAccess current;

    @Inject
    Realms realms;

    @Inject
    InRealm inRealm;

    @Inject
    RealmCreation creation;

    @Inject
    RealmEpoch epoch;

    @Inject
    RealmKeyStore realmKeys;

    @Inject
    EntityManager entities;

    @Inject
    Cursors cursors;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    @Inject
    TimeOrderedIds ids;

    /** A page of a partner's tenants in the order of their ids; of all partners' for a super admin who names none. */
    public RealmDocument.Tenants list(String partnerId, int limit, String cursor) {
        caller.get().requireRole(Role.PARTNER_ADMIN);
        String realm = partnerOf(partnerId, Partners.SYSTEM);
        String list = "tenants " + realm;
        String after = cursor == null ? "" : cursors.position(cursor, list);
        var event = request.event().standingIn(realm);
        return inRealm.call(realm, () -> {
            List<RealmRecord> found = RealmRecord.find("kind = 'tenant' and realmId > ?1 order by realmId", after)
                    .range(0, limit)
                    .list();
            List<RealmRecord> page = Page.rows(found, limit);
            String next = Page.hasMore(found, limit) ? cursors.after(page.get(page.size() - 1).realmId, list) : null;
            trail.recordInTransaction(event);
            return new RealmDocument.Tenants(
                    page.stream().map(tenant -> document(tenant, null)).toList(), next, next != null);
        });
    }

    /** Makes a tenant with a key of its own; throws {@code tenant_exists} for an id that is or was taken. */
    public Tenant create(TenantDraft draft) {
        caller.get().requireRole(Role.PARTNER_ADMIN);
        if (draft.id() != null && !RealmIds.isTenantId(draft.id())) {
            throw Problem.ofField("id", RealmIds.RULE.formatted("tnt_"));
        }
        String partner = partnerOf(draft.partnerId(), "");
        if (partner.isEmpty()) {
            throw Problem.ofField("partner_id", "is required of a super admin; name the tenant's partner.");
        }
        String id = draft.id() == null ? RealmIds.fresh("tnt_", ids) : draft.id();
        return document(creation.create(id, "tenant", partner, draft.name(), ProblemCode.TENANT_EXISTS), null);
    }

    /** A tenant with the count of its secrets, for its partner's admins and its own. */
    public Tenant get(String id) {
        reachable(id, Role.TENANT_ADMIN);
        var event = request.event().standingIn(id);
        return inRealm.call(id, () -> {
            Number secrets = (Number) entities.createNativeQuery(
                            "SELECT count(*) FROM secret WHERE realm_id = current_realm() AND deleted_at IS NULL")
                    .getSingleResult();
            trail.recordInTransaction(event);
            return document(RealmRecord.findById(id), secrets.longValue());
        });
    }

    /** Closes a tenant at once and destroys its keys: nothing of it can be opened again. */
    public Tenant close(String id, String confirm) {
        caller.get().requireRole(Role.PARTNER_ADMIN);
        reachable(id, Role.PARTNER_ADMIN);
        if (!id.equals(confirm)) {
            throw new Problem(
                    ProblemCode.INVALID_REQUEST,
                    "This can't be undone: the tenant's keys are destroyed. Send confirm=" + id + " to go on.");
        }
        var event = request.event().standingIn(id);
        return inRealm.call(id, () -> {
            RealmRecord tenant = RealmRecord.findById(id);
            tenant.status = "closed";
            tenant.closedAt = Timestamps.now(clock);
            realmKeys.destroy(id);
            epoch.advance();
            trail.recordInTransaction(event);
            return document(tenant, null);
        });
    }

    /** Refuses tenants of others; what a caller may not see and what does not exist look the same to it. */
    private void reachable(String id, Role ownTenant) {
        Caller who = caller.get();
        boolean own = id.equals(who.tenantId()) && who.role().includes(ownTenant);
        if (!own && !who.role().includes(Role.PARTNER_ADMIN)) {
            throw new Problem(ProblemCode.FORBIDDEN, "Only the tenant's own admins and its partner's may ask for it.");
        }
        RealmState state = realms.load(RealmIds.isTenantId(id) ? id : "")
                .filter(found -> found.kind() == RealmState.Kind.TENANT)
                .filter(found ->
                        who.role() == Role.SUPER_ADMIN || found.partnerId().equals(home().partner()))
                .orElseThrow(() -> new Problem(ProblemCode.TENANT_NOT_FOUND));
        if (!state.active() && ownTenant == Role.PARTNER_ADMIN) {
            throw new Problem(ProblemCode.TENANT_ACCESS_DENIED, "The tenant is closed already.");
        }
    }

    private String partnerOf(String named, String ofSuperAdmin) {
        Caller who = caller.get();
        String own = home().partner();
        if (named == null || named.equals(own)) {
            return own.isEmpty() ? ofSuperAdmin : own;
        }
        if (who.role() != Role.SUPER_ADMIN) {
            throw new Problem(ProblemCode.ACCESS_DENIED, "The partner is another one than your token's.");
        }
        return realms.load(RealmIds.isPartnerId(named) ? named : "")
                .orElseThrow(() -> new Problem(ProblemCode.PARTNER_NOT_FOUND))
                .realmId();
    }

    private RealmState home() {
        return current.get().home();
    }

    private static Tenant document(RealmRecord tenant, Long secrets) {
        return new Tenant(
                tenant.realmId,
                tenant.name,
                tenant.partnerId,
                tenant.status,
                Timestamps.seconds(tenant.createdAt),
                secrets);
    }
}
