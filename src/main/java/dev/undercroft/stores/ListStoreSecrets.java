package dev.undercroft.stores;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Pages of a store's secrets, without their values. */
@ApplicationScoped
class ListStoreSecrets {

    // Not the sealed values, which no list needs.
    private static final String COLUMNS = "SELECT id, name, comment, scopes, created_at, modified_at";
    private static final String WHERE = " FROM store_secret WHERE realm_id = current_realm() AND store_id = ?1"
            + " AND (?2 = '' OR strpos(lower(name), lower(?2)) > 0 OR strpos(lower(comment), lower(?2)) > 0)"
            + " AND (cardinality(CAST(?3 AS text[])) = 0 OR scopes && CAST(?3 AS text[]))";

    @Inject
    Account account;

    @Inject
    EntityManager entities;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    /**
     * A page; behind the last one it is empty.
     *
     * @param search a literal part of name or comment, whatever its case; empty for all
     * @param scopes services of which a secret names any; empty for all
     */
    @Transactional
    @SuppressWarnings("unchecked")
    StoreSecretDocument.Many list(String storeId, String search, List<String> scopes, PageRequest page) {
        request.about(StoresPaths.store(account.inTransaction(), storeId));
        Store.existing(storeId);
        List<Object[]> found = filtered(COLUMNS + WHERE + page.orderBy(), Object[].class, storeId, search, scopes)
                .setFirstResult(page.offset())
                .setMaxResults(page.perPage())
                .getResultList();
        Number total = (Number) filtered("SELECT count(*)" + WHERE, Long.class, storeId, search, scopes)
                .getSingleResult();
        trail.recordInTransaction(request.event());
        return new StoreSecretDocument.Many(
                true,
                List.of(),
                List.of(),
                found.stream().map(row -> document(storeId, row)).toList(),
                page.info(found.size(), total.longValue()));
    }

    private static StoreSecretDocument.Full document(String storeId, Object[] row) {
        return new StoreSecretDocument.Full(
                (String) row[0],
                (String) row[1],
                storeId,
                (String) row[2],
                List.of((String[]) row[3]),
                "active",
                Timestamps.micros((Instant) row[4]),
                Timestamps.micros((Instant) row[5]));
    }

    private Query filtered(String sql, Class<?> result, String storeId, String search, List<String> scopes) {
        return entities.createNativeQuery(sql, result)
                .setParameter(1, storeId)
                .setParameter(2, search)
                .setParameter(3, scopes.toArray(String[]::new));
    }
}
