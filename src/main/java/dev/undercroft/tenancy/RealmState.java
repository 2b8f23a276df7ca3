package dev.undercroft.tenancy;

import java.util.Set;

/**
 * What decisions about a realm hang on, as of an epoch. Whoever decides by it proves the epoch in the same statement
 * that reads or writes, so that a decision is never older than the last change. Immutable.
 *
 * @param partnerId of a tenant; {@code ""} otherwise
 * @param epoch counts the changes of the realm's status, policies, bindings and revocations
 * @param revokedTokens digests of tokens that belong to this realm and were revoked
 */
public record RealmState(
        String realmId, Kind kind, String partnerId, boolean active, long epoch, Set<String> revokedTokens) {

    /** What owns rows. */
    public enum Kind {
        SYSTEM,
        PARTNER,
        TENANT
    }

    /** The partner that the realm is or belongs to; {@code ""} for the system. */
    public String partner() {
        return kind == Kind.PARTNER ? realmId : partnerId;
    }
}
