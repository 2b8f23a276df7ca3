package dev.undercroft.entries;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much the owner has. */
@ApplicationScoped
class Statistics {

    /** Counts; an entry without an environment is in no count by environment. */
    @Schema(name = "Stats")
    public record Stats(
            long totalCategories,
            long totalEntries,
            @JsonProperty("total2fa") long totalTwoFactors,
            ByKeyType byKeyType,
            ByEnvironment byEnvironment) {}

    /** Entries by the type of their category. */
    @Schema(name = "StatsByKeyType")
    public record ByKeyType(long simple, long group) {}

    /** Entries by their environment. */
    @Schema(name = "StatsByEnvironment")
    public record ByEnvironment(long development, long staging, long production) {}

    private static final String SELECT = """
            SELECT (SELECT count(*) FROM category WHERE realm_id = current_realm() AND owner = ?1),
                count(e.id),
                (SELECT count(*) FROM two_factor WHERE realm_id = current_realm() AND owner = ?1),
                count(*) FILTER (WHERE c.key_type = 'simple'),
                count(*) FILTER (WHERE c.key_type = 'group'),
                count(*) FILTER (WHERE e.environment = 'development'),
                count(*) FILTER (WHERE e.environment = 'staging'),
                count(*) FILTER (WHERE e.environment = 'production')
            FROM entry e
                JOIN category c ON c.realm_id = e.realm_id AND c.owner = e.owner AND c.id = e.category_id
            WHERE e.realm_id = current_realm() AND e.owner = ?1
            """;

    @Inject
    Owner owner;

    @Inject
    EntityManager entities;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    /** All counts, in one statement. */
    @Transactional
    Stats count() {
        request.about("/api/stats");
        String of = owner.inTransaction();
        trail.recordInTransaction(request.event());
        Object[] counts = (Object[])
                entities.createNativeQuery(SELECT).setParameter(1, of).getSingleResult();
        return new Stats(
                at(counts, 0),
                at(counts, 1),
                at(counts, 2),
                new ByKeyType(at(counts, 3), at(counts, 4)),
                new ByEnvironment(at(counts, 5), at(counts, 6), at(counts, 7)));
    }

    private static long at(Object[] counts, int index) {
        return ((Number) counts[index]).longValue();
    }
}
