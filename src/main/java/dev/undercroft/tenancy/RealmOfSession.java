package dev.undercroft.tenancy;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The first wall: every session of Hibernate works in the chosen realm, and there is no session without one. */
@PersistenceUnitExtension
@ApplicationScoped
public class RealmOfSession implements TenantResolver {

    @Inject
    Realm realm;

    @Override
    public String getDefaultTenantId() {
        throw new IllegalStateException("no realm is chosen, and there is no default one");
    }

    @Override
    public String resolveTenantId() {
        return realm.id();
    }
}
