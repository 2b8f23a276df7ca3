package dev.undercroft.entries;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.Timestamps;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Lists of the owner's entries: one statement each, however many there are, and no sealed value in it. */
@ApplicationScoped
class ListEntries {

    /** A row of the list's statement. */
    @RegisterForReflection
    record Found(
            UUID id,
            UUID categoryId,
            String name,
            String environment,
            String notes,
            Instant createdAt,
            Instant updatedAt,
            String categoryName,
            String keyType,
            String envVarName,
            String icon) {}

    private static final String SELECT = "select e.id, e.categoryId, e.name, e.environment, e.notes, e.createdAt,"
            + " e.updatedAt, c.name, c.keyType, c.envVarName, c.icon"
            + " from Entry e join Category c on c.owner = e.owner and c.id = e.categoryId where e.owner = :owner"
            + " and (:anyCategory = true or e.categoryId = :category)"
            + " and (:search = '' or locate(lower(:search), lower(e.name)) > 0"
            + " or locate(lower(:search), lower(coalesce(e.notes, ''))) > 0) order by e.createdAt, e.id";
    private static final UUID NONE = new UUID(0, 0);

    @Inject
    Owner owner;

    @Inject
    EntityManager entities;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    /**
     * All, oldest first.
     *
     * @param category only those of this category; null for all
     * @param search only those whose name or notes hold this, whatever its case; null for all
     */
    @Transactional
    List<EntryDocument.Row> list(String category, String search) {
        request.about("/api/entries");
        String of = owner.inTransaction();
        trail.recordInTransaction(request.event());
        return entities
                .createQuery(SELECT, Found.class)
                .setParameter("owner", of)
                .setParameter("anyCategory", category == null)
                .setParameter("category", category != null && Ids.isId(category) ? UUID.fromString(category) : NONE)
                .setParameter("search", search == null ? "" : search)
                .getResultList()
                .stream()
                .map(ListEntries::row)
                .toList();
    }

    /** The names of entries, each once, ascending. */
    @Transactional
    List<String> names() {
        request.about("/api/entries");
        String of = owner.inTransaction();
        trail.recordInTransaction(request.event());
        return entities.createQuery(
                        "select distinct e.name from Entry e where e.owner = :owner order by e.name", String.class)
                .setParameter("owner", of)
                .getResultList();
    }

    private static EntryDocument.Row row(Found found) {
        return new EntryDocument.Row(
                found.id().toString(),
                found.categoryId().toString(),
                found.name(),
                found.environment(),
                found.notes(),
                Timestamps.millis(found.createdAt()),
                Timestamps.millis(found.updatedAt()),
                new EntryDocument.OfCategory(found.categoryName(), found.keyType(), found.envVarName(), found.icon()));
    }
}
