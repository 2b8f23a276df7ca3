package dev.undercroft.identity;

import java.util.Locale;

/** Administrative roles, each with every right of the ones before it, within what it administers. */
public enum Role {
    NONE,
    TENANT_ADMIN,
    PARTNER_ADMIN,
    SUPER_ADMIN;

    /** The claim's value. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this role includes the other one. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The role of a claim; {@link #NONE} for an empty one. Throws {@link IllegalArgumentException} for unknown ones. */
    public static Role of(String wireName) {
        if (wireName.isEmpty()) {
            return NONE;
        }
        for (Role role : values()) {
            if (role != NONE && role.wireName().equals(wireName)) {
                return role;
            }
        }
        throw new IllegalArgumentException("use one of super_admin, partner_admin, tenant_admin");
    }
}
