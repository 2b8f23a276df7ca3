package dev.undercroft.secrets;

import dev.undercroft.crypto.Binding;
import dev.undercroft.crypto.RealmKeyStore;
import dev.undercroft.crypto.SealException;
import dev.undercroft.crypto.Sealer;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Adds versions to a locked secret and takes away those that its cap no longer keeps. */
@ApplicationScoped
class Versions {

    @Inject
    EntityManager entities;

    @Inject
    RealmKeyStore realmKeys;

    @Inject
    Sealer sealer;

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
        version.sealed = seal(secret, data);
        version.createdAt = now;
        version.persist();
    }

    private byte[] seal(Secret secret, String data) {
        String realmId = secret.realmId;
        try {
            var binding = new Binding(realmId, ReadSecret.KIND, secret.id.toString(), secret.currentVersion);
            return sealer.seal(realmKeys.newest(realmId), binding, bytes(data));
        } catch (SealException noKey) {
            throw new Problem(ProblemCode.TENANT_ACCESS_DENIED, "The tenant is closed.");
        }
    }

    /** UTF-8, strictly: half of a surrogate pair would come back as something else. */
    private static byte[] bytes(String data) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(data));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException halfPair) {
            throw Problem.ofField("data", "must not hold half of a surrogate pair; send whole characters.");
        }
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
