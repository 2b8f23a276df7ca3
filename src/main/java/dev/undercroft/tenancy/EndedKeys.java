package dev.undercroft.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;

/**
 * Ends access keys with those that they made, and those that these made, in the running transaction of their realm. A
 * realm's endings follow one another: two that overlapped could wait for each other.
 */
@ApplicationScoped
class EndedKeys {

    private static final String AND_WHAT_THEY_MADE = """
            WITH RECURSIVE ended AS (
                SELECT key_digest FROM access_key WHERE realm_id = current_realm() AND %s
                UNION
                SELECT made.key_digest FROM access_key made JOIN ended ON made.made_with = ended.key_digest
                WHERE made.realm_id = current_realm())
            DELETE FROM access_key k USING ended WHERE k.realm_id = current_realm() AND k.key_digest = ended.key_digest
            RETURNING k.key_digest
            """;

    @Inject
    RevokedCredentials revoked;

    @Inject
    EntityManager entities;

    /** The key with this digest; gives whether there was one. */
    boolean end(String digest) {
        return end("key_digest = ?1", digest);
    }

    /** The keys that a credential made. */
    void endMadeWith(String digest) {
        end("made_with = ?1", digest);
    }

    /** The keys of an identity. */
    void endOf(String identityId) {
        end("identity_id = ?1", identityId);
    }

    @SuppressWarnings("unchecked")
    private boolean end(String which, String value) {
        entities.flush();
        entities.createNativeQuery(
                        "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('ended keys ' || current_realm(), 0))) held")
                .getSingleResult();
        List<String> digests = entities.createNativeQuery(AND_WHAT_THEY_MADE.formatted(which), String.class)
                .setParameter(1, value)
                .getResultList();
        if (!digests.isEmpty()) {
            revoked.addKeys(digests);
        }
        return !digests.isEmpty();
    }
}
