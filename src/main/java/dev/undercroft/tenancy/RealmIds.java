package dev.undercroft.tenancy;

import dev.undercroft.clock.TimeOrderedIds;
import java.util.regex.Pattern;

/** The ids of partners and tenants: {@code ptn_} or {@code tnt_} and 4 to 28 of {@code a-z0-9_}. */
final class RealmIds {

    static final String RULE = "must be %s followed by 4 to 28 characters of a-z, 0-9 and _.";

    private static final Pattern TENANT = Pattern.compile("tnt_[a-z0-9_]{4,28}");
    private static final Pattern PARTNER = Pattern.compile("ptn_[a-z0-9_]{4,28}");

    private RealmIds() {}

    static boolean isTenantId(String id) {
        return TENANT.matcher(id).matches();
    }

    static boolean isPartnerId(String id) {
        return PARTNER.matcher(id).matches();
    }

    /** A fresh id: the prefix and 26 digits of a time-ordered UUID, which leaves 52 random bits. */
    static String fresh(String prefix, TimeOrderedIds ids) {
        return ids.next(prefix, 26);
    }
}
