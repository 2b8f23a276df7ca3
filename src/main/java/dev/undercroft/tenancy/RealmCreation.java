package dev.undercroft.tenancy;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.crypto.RealmKeyStore;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityExistsException;
import java.time.Clock;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Makes a partner or tenant with its first key, in a transaction of the new realm itself: row-level security lets nobody
 * else write there. The event is the first one of the new realm's trail.
 */
@ApplicationScoped
class RealmCreation {

    @Inject
    InRealm inRealm;

    @Inject
    RealmKeyStore realmKeys;

    @Inject
    RealmEpoch epoch;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    /** The new realm; throws {@code taken} when an open or closed one has the id. */
    RealmRecord create(String id, String kind, String partnerId, String name, ProblemCode taken) {
        var event = request.event().standingIn(id);
        return inRealm.call(id, () -> {
            if (RealmRecord.findById(id) != null) {
                throw new Problem(taken);
            }
            try {
                RealmRecord realm = insert(id, kind, partnerId, name);
                trail.recordInTransaction(event);
                return realm;
            } catch (EntityExistsException | ConstraintViolationException madeMeanwhile) {
                throw new Problem(taken);
            }
        });
    }

    /** The new realm with its key, in the running transaction of that realm. */
    RealmRecord insert(String id, String kind, String partnerId, String name) {
        if (partnerId != null) {
            epoch.holdWhileTenantIsMade(partnerId);
        }
        RealmRecord realm = new RealmRecord();
        realm.realmId = id;
        realm.kind = kind;
        realm.partnerId = partnerId;
        realm.name = name;
        realm.status = "active";
        realm.createdAt = Timestamps.now(clock);
        realm.persistAndFlush();
        realmKeys.create(id);
        return realm;
    }
}
