package dev.undercroft.entries;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.TextChange;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The owner's env projects. Each call is a transaction. */
@ApplicationScoped
class EnvProjects {

    /** A row of the list's statement. */
    @RegisterForReflection
    record Counted(EnvProject project, long files) {}

    @Inject
    Owner owner;

    @Inject
    EnvFiles files;

    @Inject
    EntityManager entities;

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
    List<EnvDocument.Row> list(String search) {
        request.about("/api/envs");
        String of = owner.inTransaction();
        trail.recordInTransaction(request.event());
        return entities
                .createQuery(
                        "select p, (select count(f) from EnvFile f where f.projectId = p.id) from EnvProject p"
                                + " where p.owner = :owner and (:search = ''"
                                + " or locate(lower(:search), lower(p.name)) > 0"
                                + " or locate(lower(:search), lower(coalesce(p.description, ''))) > 0)"
                                + " order by p.createdAt, p.id",
                        Counted.class)
                .setParameter("owner", of)
                .setParameter("search", search == null ? "" : search)
                .getResultList()
                .stream()
                .map(this::row)
                .toList();
    }

    /** Makes one. */
    @Transactional
    EnvDocument.Full create(EnvDocument.Draft draft) {
        String of = owner.inTransaction();
        EnvProject project = new EnvProject();
        project.id = ids.next();
        project.realmId = owner.realmId();
        project.owner = of;
        project.name = draft.name();
        project.description = draft.description();
        project.createdAt = Timestamps.now(clock);
        project.updatedAt = project.createdAt;
        project.persist();
        record(project.id);
        return document(project);
    }

    /** One of the owner's, with its files. */
    @Transactional
    EnvDocument.WithFiles get(UUID id) {
        request.about(Targets.env(id));
        EnvProject project = EnvProject.existing(owner.inTransaction(), id);
        trail.recordInTransaction(request.event());
        return new EnvDocument.WithFiles(
                id.toString(),
                owner.userId(),
                project.name,
                project.description,
                Timestamps.millis(project.createdAt),
                Timestamps.millis(project.updatedAt),
                files.documents(id));
    }

    /** Changes what is given. */
    @Transactional
    EnvDocument.Full update(String text, EnvDocument.Change change) {
        TextChange description = TextChange.of("description", change.description(), EnvDocument.LONGEST_DESCRIPTION);
        UUID id = Ids.of(text, ProblemCode.ENV_PROJECT_NOT_FOUND);
        request.about(Targets.env(id));
        EnvProject project = EnvProject.lock(owner.inTransaction(), id);
        if (change.name() != null) {
            project.name = change.name();
        }
        project.description = description.over(project.description);
        project.updatedAt = Timestamps.now(clock);
        record(id);
        return document(project);
    }

    /** Deletes one with its files, for good. */
    @Transactional
    void delete(UUID id) {
        request.about(Targets.env(id));
        if (EnvProject.delete("owner = ?1 and id = ?2", owner.inTransaction(), id) == 0) {
            throw EnvProject.notFound();
        }
        record(id);
    }

    private void record(UUID id) {
        request.about(Targets.env(id));
        trail.recordInTransaction(request.event());
    }

    private EnvDocument.Full document(EnvProject project) {
        return new EnvDocument.Full(
                project.id.toString(),
                owner.userId(),
                project.name,
                project.description,
                Timestamps.millis(project.createdAt),
                Timestamps.millis(project.updatedAt));
    }

    private EnvDocument.Row row(Counted counted) {
        EnvProject project = counted.project();
        return new EnvDocument.Row(
                project.id.toString(),
                owner.userId(),
                project.name,
                project.description,
                Timestamps.millis(project.createdAt),
                Timestamps.millis(project.updatedAt),
                counted.files());
    }
}
