package dev.undercroft.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Moves on the epoch of the chosen realm, so that no replica decides by what was before. */
@ApplicationScoped
public class RealmEpoch {

    @Inject
    EntityManager entities;

    @Inject
    Realm realm;

    @Inject
    Realms realms;

    @Inject
    TransactionSynchronizationRegistry transactions;

    /**
     * Keeps a partner's policies as they are until the running transaction, which makes a tenant of the partner, has
     * ended: a change of them would not see the tenant and leave its epoch behind.
     */
    void holdWhileTenantIsMade(String partnerId) {
        lock("pg_advisory_xact_lock_shared", partnerId);
    }

    private void lock(String function, String realmId) {
        entities.createNativeQuery(
                        "SELECT 1 FROM (SELECT " + function + "(hashtextextended('realm epoch ' || ?1, 0))) held")
                .setParameter(1, realmId)
                .getSingleResult();
    }

    /**
     * Counts one change, in the running transaction. A partner's policies hold in all its tenants, so their epochs move
     * too: rare, and the one place where a change costs what the partner has in tenants.
     */
    public void advance() {
        if (RealmIds.isPartnerId(realm.id())) {
            lock("pg_advisory_xact_lock", realm.id());
        }
        entities.createNativeQuery(
                        "UPDATE realm SET epoch = epoch + 1 WHERE realm_id = current_realm() OR partner_id = current_realm()")
                .executeUpdate();
        String changed = realm.id();
        // Forgotten once it is committed: before, a look-up would find what was and remember it again.
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                realms.forget(changed);
            }
        });
    }
}
