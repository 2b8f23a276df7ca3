package dev.undercroft.entries;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.tenancy.SealedValues;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.TextChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The owner's entries, written and described; values go in here and never out. Each call is a transaction. */
@ApplicationScoped
class Entries {

    private static final int LONGEST_ENVIRONMENT = 11;

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
        EntryValue.requireForm(draft.value());
        String of = owner.inTransaction();
        // As it stays until the value is written: its type can't change meanwhile.
        Category category = Category.lock(of, UUID.fromString(draft.categoryId()), LockModeType.PESSIMISTIC_READ)
                .orElseThrow(Categories::notFound);
        Entry entry = new Entry();
        entry.id = ids.next();
        entry.realmId = owner.realmId();
        entry.owner = of;
        entry.categoryId = category.id;
        entry.keyType = category.keyType;
        entry.name = draft.name();
        entry.environment = environment;
        entry.notes = draft.notes();
        put(entry, category, draft.value());
        entry.createdAt = Timestamps.now(clock);
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
        TextChange environment = TextChange.of("environment", change.environment(), LONGEST_ENVIRONMENT);
        environment(environment.text());
        TextChange notes = TextChange.of("notes", change.notes(), EntryDocument.LONGEST_NOTES);
        if (change.value() != null) {
            EntryValue.requireForm(change.value());
        }
        UUID id = Ids.of(text, ProblemCode.ENTRY_NOT_FOUND);
        request.about(Targets.entry(id));
        String of = owner.inTransaction();
        UUID categoryId = Entry.categoryOf(of, id).orElseThrow(Entries::notFound);
        // The category before the entry, as deleting a category locks them.
        Optional<Category> category = change.value() == null
                ? Optional.empty()
                : Optional.of(Category.lock(of, categoryId, LockModeType.PESSIMISTIC_READ)
                        .orElseThrow(Entries::notFound));
        Entry entry = Entry.lock(of, id).orElseThrow(Entries::notFound);
        if (change.name() != null) {
            entry.name = change.name();
        }
        entry.environment = environment.over(entry.environment);
        entry.notes = notes.over(entry.notes);
        category.ifPresent(its -> put(entry, its, change.value()));
        entry.updatedAt = Timestamps.now(clock);
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
