package dev.undercroft.secrets;

import dev.undercroft.tenancy.SealedValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Adds versions to a locked secret and takes away those that its cap no longer keeps. */
@ApplicationScoped
class Versions {

    @Inject
    EntityManager entities;

    @Inject
    SealedValues sealed;

    /** Seals the value as the next version, which becomes the current one. */
    void append(Secret secret, String data, Instant now) {
        secret.lastVersion = secret.lastVersion + 1;
        secret.currentVersion = secret.lastVersion;
        secret.updatedAt = now;
        // A new secret goes first: its version refers to it.
        if (!secret.isPersistent()) {
            secret.persist();
        }
        SecretVersion version = new SecretVersion();
        version.secretId = secret.id;
        version.version = secret.currentVersion;
        version.sealed = sealed.seal(ReadSecret.binding(secret.realmId, secret.id, version.version), "data", data);
        version.createdAt = now;
        version.persist();
    }

    /**
     * Removes what is beyond the cap or closed by a rotation. A version whose grace still runs stays, whatever the cap
     * says: the grace was promised.
     */
    void prune(Secret secret, Instant now) {
        entities.flush();
        entities.createNativeQuery("DELETE FROM secret_version WHERE realm_id = current_realm() AND secret_id = ?1"
                        + " AND version <> ?2 AND (readable_until <= ?3 OR readable_until IS NULL AND version NOT IN"
                        + " (SELECT version FROM secret_version WHERE realm_id = current_realm() AND secret_id = ?1"
                        + " ORDER BY version DESC LIMIT ?4))")
                .setParameter(1, secret.id)
                .setParameter(2, secret.currentVersion)
                .setParameter(3, OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .setParameter(4, secret.maxVersions)
                .executeUpdate();
    }
}
