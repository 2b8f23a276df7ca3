package dev.undercroft.entries;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.TextChange;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The owner's categories. Each call is a transaction. */
@ApplicationScoped
class Categories {

    @Inject
    Owner owner;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    @Inject
    TimeOrderedIds ids;

    /** All, oldest first; with a search those whose name or description holds it, whatever its case. */
    @Transactional
    List<CategoryDocument.Full> list(String search) {
        request.about("/api/categories");
        String of = owner.inTransaction();
        trail.recordInTransaction(request.event());
        List<Category> found = Category.list(
                "owner = :owner and (:search = '' or locate(lower(:search), lower(name)) > 0"
                        + " or locate(lower(:search), lower(coalesce(description, ''))) > 0) order by createdAt, id",
                Parameters.with("owner", of).and("search", search == null ? "" : search));
        return found.stream().map(this::document).toList();
    }

    /** Makes one. */
    @Transactional
    CategoryDocument.Full create(CategoryDocument.Draft draft) {
        String of = owner.inTransaction();
        Category category = new Category();
        category.id = ids.next();
        category.realmId = owner.realmId();
        category.owner = of;
        category.name = draft.name();
        category.keyType = KeyType.of(draft.keyType()).wireName();
        category.envVarName = Variables.name("envVarName", draft.envVarName());
        category.fieldDefinitions = Variables.fields(draft.fieldDefinitions());
        category.icon = draft.icon();
        category.description = draft.description();
        requireVariables(category);
        category.createdAt = Timestamps.now(clock);
        category.updatedAt = category.createdAt;
        category.persist();
        record(category.id);
        return document(category);
    }

    /** One of the owner's. */
    @Transactional
    CategoryDocument.Full get(UUID id) {
        request.about(Targets.category(id));
        Category category = Category.of(owner.inTransaction(), id).orElseThrow(Categories::notFound);
        trail.recordInTransaction(request.event());
        return document(category);
    }

    /** Changes what is given. Fields that are defined anew hold for values written from then on. */
    @Transactional
    CategoryDocument.Full update(String text, CategoryDocument.Change change) {
        KeyType type = change.keyType() == null ? null : KeyType.of(change.keyType());
        TextChange variable = TextChange.of("envVarName", change.envVarName(), CategoryDocument.LONGEST_NAME);
        Variables.name("envVarName", variable.text());
        Variables.Change fields = Variables.Change.of(change.fieldDefinitions());
        TextChange icon = TextChange.of("icon", change.icon(), CategoryDocument.LONGEST_ICON);
        TextChange description =
                TextChange.of("description", change.description(), CategoryDocument.LONGEST_DESCRIPTION);
        UUID id = Ids.of(text, ProblemCode.CATEGORY_NOT_FOUND);
        request.about(Targets.category(id));
        Category category = Category.lock(owner.inTransaction(), id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(Categories::notFound);
        if (change.name() != null) {
            category.name = change.name();
        }
        if (type != null) {
            changeType(category, type);
        }
        category.envVarName = variable.over(category.envVarName);
        category.fieldDefinitions = fields.over(category.fieldDefinitions);
        category.icon = icon.over(category.icon);
        category.description = description.over(category.description);
        requireVariables(category);
        category.updatedAt = Timestamps.now(clock);
        record(id);
        return document(category);
    }

    /** Deletes one with all its entries. */
    @Transactional
    void delete(UUID id) {
        request.about(Targets.category(id));
        String of = owner.inTransaction();
        Category category =
                Category.lock(of, id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(Categories::notFound);
        long entries = Entry.count("owner = ?1 and categoryId = ?2", of, id);
        category.delete();
        trail.recordInTransaction(request.event().withExtra("{\"entries\": " + entries + "}"));
    }

    static Problem notFound() {
        return new Problem(ProblemCode.CATEGORY_NOT_FOUND);
    }

    private static void changeType(Category category, KeyType type) {
        if (type != category.type() && Entry.count("owner = ?1 and categoryId = ?2", category.owner, category.id) > 0) {
            throw new Problem(ProblemCode.KEY_TYPE_IN_USE);
        }
        category.keyType = type.wireName();
    }

    private static void requireVariables(Category category) {
        switch (category.type()) {
            case SIMPLE -> {
                if (category.envVarName == null) {
                    throw new Problem(ProblemCode.CATEGORY_SIMPLE_REQUIRES_ENV_VAR);
                }
            }
            case GROUP -> {
                if (category.fieldDefinitions == null || category.fieldDefinitions.length == 0) {
                    throw new Problem(ProblemCode.CATEGORY_GROUP_REQUIRES_FIELDS);
                }
            }
        }
    }

    private void record(UUID id) {
        request.about(Targets.category(id));
        trail.recordInTransaction(request.event());
    }

    private CategoryDocument.Full document(Category category) {
        return new CategoryDocument.Full(
                category.id.toString(),
                owner.userId(),
                category.name,
                category.keyType,
                category.envVarName,
                category.fieldDefinitions == null ? null : List.of(category.fieldDefinitions),
                category.icon,
                category.description,
                Timestamps.millis(category.createdAt),
                Timestamps.millis(category.updatedAt));
    }
}
