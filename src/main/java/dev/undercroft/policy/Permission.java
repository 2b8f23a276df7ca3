package dev.undercroft.policy;

import java.util.Locale;

/** What a rule allows on the paths that it matches (secrets specification, section 5.1). */
public enum Permission {
    READ,
    WRITE,
    DELETE,
    LIST,
    ROTATE,
    /** Covers every permission. */
    ADMIN;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in JSON: lower case. */
    public String wireName() {
        return wireName;
    }

    /** Tells whether holding this permission is enough where {@code wanted} is asked for. */
    public boolean covers(Permission wanted) {
        return this == ADMIN || this == wanted;
    }

    /**
     * Finds a permission by its {@link #wireName()}.
     *
     * @throws InvalidPolicyException when there is none of that name
     */
    public static Permission of(String wireName) {
        for (Permission permission : values()) {
            if (permission.wireName.equals(wireName)) {
                return permission;
            }
        }
        throw new InvalidPolicyException("use a permission of read, write, delete, list, rotate or admin");
    }
}
