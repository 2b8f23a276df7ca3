package dev.undercroft.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** Moves on the epoch of the chosen realm, so that no replica decides by what was before. */
@ApplicationScoped
public class RealmEpoch {

    @Inject
    EntityManager entities;

    @Inject
    Realm realm;

    @Inject
    Realms realms;

    /**
     * Counts one change, in the running transaction. A partner's policies hold in all its tenants, so their epochs move
     * too: rare, and the one place where a change costs what the partner has in tenants.
     */
    public void advance() {
        entities.createNativeQuery(
                        "UPDATE realm SET epoch = epoch + 1 WHERE realm_id = current_realm() OR partner_id = current_realm()")
                .executeUpdate();
        realms.forget(realm.id());
    }
}
