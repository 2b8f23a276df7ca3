package dev.undercroft.stores;

import dev.undercroft.tenancy.Access;
import dev.undercroft.tenancy.AccessRenewal;
import dev.undercroft.tenancy.CurrentAccess;
import dev.undercroft.tenancy.RealmState;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.RequestFacts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The account that a request's path names: the tenant whose id it has. */
@ApplicationScoped
class Account {

    @Inject
    CurrentAccess current;

    @Inject
    AccessRenewal renewal;

    @Inject
    RequestFacts facts;

    /** The account's id, by the state that the running transaction sees. */
    String inTransaction() {
        return named(renewal.inTransaction(current.get())).realm().realmId();
    }

    /** The access that let the request in. */
    Access access() {
        return named(current.get());
    }

    /**
     * Throws {@code not_found} when the realm is not the account that the path names as it was sent: one that is spelt
     * otherwise would be read as another one by whoever stands in front.
     */
    private Access named(Access access) {
        RealmState realm = access.realm();
        if (realm.kind() != RealmState.Kind.TENANT || !realm.realmId().equals(facts.tenantPrefix())) {
            throw new Problem(ProblemCode.NOT_FOUND);
        }
        return access;
    }
}
