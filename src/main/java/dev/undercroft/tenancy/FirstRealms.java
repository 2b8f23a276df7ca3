package dev.undercroft.tenancy;

import dev.undercroft.crypto.RealmKeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** The partner and the tenants of a first run. */
@ApplicationScoped
public class FirstRealms {

    public static final String PARTNER = "ptn_demo";
    public static final String TENANT = "tnt_demo";
    public static final String OTHER_TENANT = "tnt_demo_two";

    @Inject
    InRealm inRealm;

    @Inject
    RealmKeyStore realmKeys;

    @Inject
    Clock clock;

    /** Makes what is not there yet; closed ones stay closed. */
    public void make() {
        make(PARTNER, "partner", null, "Demo partner");
        make(TENANT, "tenant", PARTNER, "Demo tenant");
        make(OTHER_TENANT, "tenant", PARTNER, "Second demo tenant");
    }

    private void make(String id, String kind, String partnerId, String name) {
        inRealm.run(id, () -> {
            if (RealmRecord.findById(id) != null) {
                return;
            }
            RealmRecord realm = new RealmRecord();
            realm.realmId = id;
            realm.kind = kind;
            realm.partnerId = partnerId;
            realm.name = name;
            realm.status = "active";
            realm.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
            realm.persistAndFlush();
            realmKeys.create(id);
        });
    }
}
