package dev.undercroft.entries;

import dev.undercroft.tenancy.AccessRenewal;
import dev.undercroft.tenancy.CurrentAccess;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whose things a request is about. Throws {@code forbidden} for credentials without a tenant of their own. */
@ApplicationScoped
class Owner {

    @Inject
    CurrentAccess current;

    @Inject
    AccessRenewal renewal;

    /** The owner's id, by the state that the running transaction sees. */
    String inTransaction() {
        return renewal.inTransaction(current.get()).owner();
    }

    /** The realm that all its rows are in. */
    String realmId() {
        return current.get().realm().realmId();
    }

    /** The owner as answers name it: the token's {@code sub}. */
    String userId() {
        return current.get().caller().subject();
    }
}
