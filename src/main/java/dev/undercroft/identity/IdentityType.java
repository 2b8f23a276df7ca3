package dev.undercroft.identity;

import java.util.Locale;

/** The kinds of identity that a token can stand for. */
public enum IdentityType {
    USER("user:"),
    SERVICE_ACCOUNT("sa:"),
    GROUP("group:");

    private final String prefix;

    IdentityType(String prefix) {
        this.prefix = prefix;
    }

    /** The name in JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The id as policies, the trail and whoami show it: with the prefix of the kind, added where it is missing. */
    public String idOf(String name) {
        return name.startsWith(prefix) ? name : prefix + name;
    }

    /** The name of an id of this kind, without the prefix. */
    String nameOf(String id) {
        return id.startsWith(prefix) ? id.substring(prefix.length()) : id;
    }

    /** The kind of this name; throws {@link IllegalArgumentException} for unknown ones. */
    public static IdentityType of(String wireName) {
        for (IdentityType type : values()) {
            if (type.wireName().equals(wireName)) {
                return type;
            }
        }
        throw new IllegalArgumentException("use one of user, service_account, group");
    }
}
