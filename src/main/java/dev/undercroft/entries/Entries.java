package dev.undercroft.entries;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.tenancy.SealedValues;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The owner's entries, written and described; values go in here and never out. Each call is a transaction. */
@ApplicationScoped
class Entries {

    @Inject
    Owner owner;

    @Inject
    EntryValue values;

    @Inject
    SealedValues sealed;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    @Inject
    TimeOrderedIds ids;

    /** Makes one in a category of the owner. */
    @Transactional
    EntryDocument.Full create(EntryDocument.Draft draft) {
        if (!Ids.isId(draft.categoryId())) {
            throw Problem.ofField("categoryId", "must be the id of a category.");
        }
        String environment = environment(draft.environment());
        String of = owner.inTransaction();
        Category category = lockedCategory(of, UUID.fromString(draft.categoryId()));
        Entry entry = new Entry();
        entry.id = ids.next();
        entry.realmId = owner.realmId();
        entry.owner = of;
        entry.categoryId = category.id;
        entry.name = draft.name();
        entry.environment = environment;
        entry.notes = draft.notes();
        put(entry, category, draft.value());
        entry.createdAt = now();
        entry.updatedAt = entry.createdAt;
        entry.persist();
        record(entry.id);
        return document(entry);
    }

    /** One of the owner's, without its value. */
    @Transactional
    EntryDocument.Full get(UUID id) {
        request.about(Targets.entry(id));
        Entry entry = Entry.of(owner.inTransaction(), id).orElseThrow(Entries::notFound);
        trail.recordInTransaction(request.event());
        return document(entry);
    }

    /** Changes what is given; a value takes the place of the one before. */
    @Transactional
    EntryDocument.Full update(String text, EntryDocument.Change change) {
        TextChange environment = TextChange.of("environment", change.environment(), EntryDocument.LONGEST_NOTES);
        environment(environment.text());
        TextChange notes = TextChange.of("notes", change.notes(), EntryDocument.LONGEST_NOTES);
        UUID id = Ids.of(text, ProblemCode.ENTRY_NOT_FOUND);
        request.about(Targets.entry(id));
        Entry entry = Entry.lock(owner.inTransaction(), id).orElseThrow(Entries::notFound);
        if (change.name() != null) {
            entry.name = change.name();
        }
        entry.environment = environment.over(entry.environment);
        entry.notes = notes.over(entry.notes);
        if (change.value() != null) {
            put(entry, lockedCategory(entry.owner, entry.categoryId), change.value());
        }
        entry.updatedAt = now();
        record(id);
        return document(entry);
    }

    /** Deletes one for good. */
    @Transactional
    void delete(UUID id) {
        request.about(Targets.entry(id));
        if (Entry.delete("owner = ?1 and id = ?2", owner.inTransaction(), id) == 0) {
            throw notFound();
        }
        record(id);
    }

    static Problem notFound() {
        return new Problem(ProblemCode.ENTRY_NOT_FOUND);
    }

    /** The category as it stays until the value is written: its type can't change meanwhile. */
    private static Category lockedCategory(String of, UUID id) {
        return Category.lock(of, id, LockModeType.PESSIMISTIC_READ).orElseThrow(Categories::notFound);
    }

    private void put(Entry entry, Category category, JsonNode value) {
        String text = values.of(category, value);
        entry.valueVersion++;
        entry.sealed =
                sealed.seal(Bindings.entry(entry.realmId, entry.owner, entry.id, entry.valueVersion), "value", text);
    }

    private static String environment(String asked) {
        return OneOf.check("environment", asked, EntryDocument.ENVIRONMENTS);
    }

    private void record(UUID id) {
        request.about(Targets.entry(id));
        trail.recordInTransaction(request.event());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static EntryDocument.Full document(Entry entry) {
        return new EntryDocument.Full(
                entry.id.toString(),
                entry.categoryId.toString(),
                entry.name,
                entry.environment,
                entry.notes,
                Timestamps.millis(entry.createdAt),
                Timestamps.millis(entry.updatedAt));
    }
}
