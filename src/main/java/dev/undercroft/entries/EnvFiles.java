package dev.undercroft.entries;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.crypto.Binding;
import dev.undercroft.crypto.SealException;
import dev.undercroft.tenancy.SealedValues;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The files of the owner's env projects. Each call is a transaction, so an event is durable before a content leaves. */
@ApplicationScoped
class EnvFiles {

    private static final int MOST_BYTES = 256 * 1024;

    /** A row of the list's statement. */
    @RegisterForReflection
    record Found(UUID id, String fileType, Instant createdAt, Instant updatedAt) {}

    @Inject
    Owner owner;

    @Inject
    SealedValues sealed;

    @Inject
    Unopened unopened;

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

    /** The files of a project, oldest first, without their contents. */
    @Transactional
    List<EnvDocument.File> list(UUID projectId) {
        request.about(Targets.env(projectId));
        EnvProject project = EnvProject.existing(owner.inTransaction(), projectId);
        trail.recordInTransaction(request.event());
        return documents(project.id);
    }

    /** Puts a content into the project's file of a type, which keeps its id. */
    @Transactional
    EnvDocument.File save(String project, EnvDocument.FileDraft draft) {
        String type = OneOf.check("fileType", draft.fileType(), EnvDocument.FILE_TYPES);
        if (draft.content().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw Problem.ofField("content", "must have at most 262144 bytes of UTF-8.");
        }
        UUID projectId = Ids.of(project, ProblemCode.ENV_PROJECT_NOT_FOUND);
        request.about(Targets.env(projectId));
        // The project's lock, so that two who save the same type at once don't both make the file.
        EnvProject of = EnvProject.lock(owner.inTransaction(), projectId);
        Instant now = Timestamps.now(clock);
        EnvFile file = EnvFile.ofType(projectId, type).orElseGet(() -> fresh(of, type, now));
        file.contentVersion++;
        file.sealed = sealed.seal(binding(of, file), "content", draft.content());
        file.updatedAt = now;
        file.persist();
        request.about(Targets.envFile(projectId, file.id));
        trail.recordInTransaction(request.event());
        return document(projectId, new Found(file.id, file.fileType, file.createdAt, file.updatedAt));
    }

    /** Deletes a file for good. */
    @Transactional
    void delete(UUID projectId, UUID id) {
        request.about(Targets.envFile(projectId, id));
        EnvProject project = EnvProject.lock(owner.inTransaction(), projectId);
        if (EnvFile.delete("projectId = ?1 and id = ?2", project.id, id) == 0) {
            throw notFound();
        }
        trail.recordInTransaction(request.event());
    }

    /** A file with its content; {@code env_file_not_found} also where it does not open. */
    @Transactional
    EnvDocument.Revealed reveal(UUID projectId, UUID id) {
        request.about(Targets.envFile(projectId, id));
        EnvProject project = EnvProject.existing(owner.inTransaction(), projectId);
        EnvFile file = EnvFile.of(projectId, id).orElseThrow(EnvFiles::notFound);
        trail.recordInTransaction(request.event());
        return new EnvDocument.Revealed(id.toString(), projectId.toString(), file.fileType, open(project, file));
    }

    /** The files of a project that is known to be the owner's, in the running transaction. */
    List<EnvDocument.File> documents(UUID projectId) {
        return entities
                .createQuery(
                        "select f.id, f.fileType, f.createdAt, f.updatedAt from EnvFile f where f.projectId = ?1"
                                + " order by f.createdAt, f.id",
                        Found.class)
                .setParameter(1, projectId)
                .getResultList()
                .stream()
                .map(found -> document(projectId, found))
                .toList();
    }

    private EnvFile fresh(EnvProject project, String type, Instant now) {
        EnvFile file = new EnvFile();
        file.id = ids.next();
        file.realmId = project.realmId;
        file.projectId = project.id;
        file.fileType = type;
        file.createdAt = now;
        return file;
    }

    private String open(EnvProject project, EnvFile file) {
        try {
            return sealed.open(binding(project, file), file.sealed);
        } catch (SealException shut) {
            unopened.report(project.realmId, Targets.envFile(project.id, file.id));
            throw notFound();
        }
    }

    private static Binding binding(EnvProject project, EnvFile file) {
        return Bindings.envFile(project.realmId, project.owner, file.id, file.contentVersion);
    }

    private static Problem notFound() {
        return new Problem(ProblemCode.ENV_FILE_NOT_FOUND);
    }

    private EnvDocument.File document(UUID projectId, Found found) {
        return new EnvDocument.File(
                found.id().toString(),
                projectId.toString(),
                owner.userId(),
                found.fileType(),
                Timestamps.millis(found.createdAt()),
                Timestamps.millis(found.updatedAt()));
    }
}
