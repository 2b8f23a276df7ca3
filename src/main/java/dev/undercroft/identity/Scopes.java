package dev.undercroft.identity;

import java.util.Set;

/** Every scope that an operation of this service asks for. None implies another. */
public final class Scopes {

    private static final Set<String> KNOWN = Set.of(
            "admin",
            "audit:read",
            "policies:read",
            "policies:write",
            "secrets:delete",
            "secrets:list",
            "secrets:read",
            "secrets:rotate",
            "secrets:write",
            "categories:read",
            "categories:write",
            "entries:read",
            "entries:write",
            "entries:reveal",
            "2fa:read",
            "2fa:write",
            "2fa:reveal",
            "envs:read",
            "envs:write",
            "envs:reveal",
            "stats:read",
            "stores:read",
            "stores:write",
            "stores:resolve",
            "export:read",
            "vault:read",
            "vault:write",
            "vault:admin",
            "identities:read",
            "identities:write");

    private Scopes() {}

    /** The names; unmodifiable. */
    public static Set<String> known() {
        return KNOWN;
    }
}
