package dev.undercroft.identity;

import java.util.Locale;

/** The kinds of identity. */
public enum IdentityType {
    USER("user:"),
    SERVICE_ACCOUNT("sa:"),
    /** A program that acts for an organisation, by access keys of its own; its name is the id of its identity. */
    AGENT("agent:"),
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
        throw new IllegalArgumentException("use one of user, service_account, agent, group");
    }

    /** Whether a token can stand for it; the rest are groups, and agents, which have access keys alone. */
    public boolean holdsTokens() {
        return this == USER || this == SERVICE_ACCOUNT;
    }
}
