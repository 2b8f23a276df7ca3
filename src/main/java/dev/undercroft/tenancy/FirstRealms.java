package dev.undercroft.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The partner and the tenants of a first run. */
@ApplicationScoped
public class FirstRealms {

    public static final String PARTNER = "ptn_demo";
    public static final String TENANT = "tnt_demo";
    public static final String OTHER_TENANT = "tnt_demo_two";

    @Inject
    InRealm inRealm;

    @Inject
    RealmCreation creation;

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
            creation.insert(id, kind, partnerId, name);
        });
    }
}
