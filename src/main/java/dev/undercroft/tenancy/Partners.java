package dev.undercroft.tenancy;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.identity.CurrentCaller;
import dev.undercroft.identity.Role;
import dev.undercroft.tenancy.RealmDocument.Partner;
import dev.undercroft.tenancy.RealmDocument.PartnerDraft;
import dev.undercroft.web.Cursors;
import dev.undercroft.web.Page;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Partners: made and listed by super admins, in the system's realm. */
@ApplicationScoped
public class Partners {

    static final String SYSTEM = "system";
    private static final String LIST = "partners";

    @Inject
    CurrentCaller caller;

    @Inject
    InRealm inRealm;

    @Inject
    RealmCreation creation;

    @Inject
    Cursors cursors;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    TimeOrderedIds ids;

    /** A page of partners in the order of their ids. */
    public RealmDocument.Partners list(int limit, String cursor) {
        caller.get().requireRole(Role.SUPER_ADMIN);
        String after = cursor == null ? "" : cursors.position(cursor, LIST);
        var event = request.event();
        return inRealm.call(SYSTEM, () -> {
            List<RealmRecord> found = RealmRecord.find("kind = 'partner' and realmId > ?1 order by realmId", after)
                    .range(0, limit)
                    .list();
            List<RealmRecord> page = Page.rows(found, limit);
            Map<String, Long> tenants = tenantCounts(page);
            String next = Page.hasMore(found, limit) ? cursors.after(page.get(page.size() - 1).realmId, LIST) : null;
            trail.recordInTransaction(event);
            return new RealmDocument.Partners(
                    page.stream()
                            .map(partner -> document(partner, tenants.getOrDefault(partner.realmId, 0L)))
                            .toList(),
                    next,
                    next != null);
        });
    }

    private static Map<String, Long> tenantCounts(List<RealmRecord> partners) {
        return RealmRecord.getEntityManager()
                .createQuery(
                        "select r.partnerId, count(r) from RealmRecord r where r.partnerId in :ids group by r.partnerId",
                        Object[].class)
                .setParameter(
                        "ids", partners.stream().map(partner -> partner.realmId).toList())
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
    }

    /** Makes a partner with a key of its own; throws {@code partner_exists} for an id that is or was taken. */
    public Partner create(PartnerDraft draft) {
        caller.get().requireRole(Role.SUPER_ADMIN);
        if (draft.id() != null && !RealmIds.isPartnerId(draft.id())) {
            throw Problem.ofField("id", RealmIds.RULE.formatted("ptn_"));
        }
        RealmRecord partner = creation.create(
                draft.id() == null ? RealmIds.fresh("ptn_", ids) : draft.id(),
                "partner",
                null,
                draft.name(),
                ProblemCode.PARTNER_EXISTS);
        return document(partner, 0);
    }

    private static Partner document(RealmRecord partner, long tenants) {
        return new Partner(partner.realmId, partner.name, Timestamps.seconds(partner.createdAt), tenants);
    }
}
