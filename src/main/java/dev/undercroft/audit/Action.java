package dev.undercroft.audit;

import java.util.Locale;

/** What the trail calls the things that callers do. */
public enum Action {
    READ,
    WRITE,
    DELETE,
    LIST,
    ROTATE,
    /** A value of the entries door. */
    REVEAL,
    /** A value of the entries door among all of its owner's. */
    EXPORT,
    /** A value of the stores door, by a service. */
    RESOLVE,
    POLICY_CREATE,
    POLICY_UPDATE,
    POLICY_DELETE,
    POLICY_READ,
    POLICY_BIND,
    POLICY_UNBIND,
    AUDIT_READ,
    PARTNER_CREATE,
    PARTNER_READ,
    TENANT_CREATE,
    TENANT_READ,
    TENANT_DELETE,
    ACCESS_KEY_CREATE,
    ACCESS_KEY_READ,
    ACCESS_KEY_DELETE,
    /** What a vault is, without what is in it. */
    VAULT_READ,
    VAULT_CREATE,
    VAULT_DELETE,
    /** All ciphertexts of a vault that the caller may see, with or without the wrapped key that was asked for. */
    UNLOCK,
    VAULT_KEY_READ,
    VAULT_KEY_REPLACE,
    VAULT_KEY_REVOKE,
    GRANT_READ,
    GRANT,
    GRANT_REVOKE,
    AGENT_CREATE,
    AGENT_READ,
    AGENT_DELETE,
    TOKEN_REVOKE,
    TOKEN_INTROSPECT,
    /** A request that was refused before it was known what it would do. */
    AUTHENTICATE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in rows and answers. */
    public String wireName() {
        return wireName;
    }
}
