package dev.undercroft.secrets;

import dev.undercroft.audit.AuditEvent;
import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.policy.Glob;
import dev.undercroft.policy.PathFilter;
import dev.undercroft.policy.Permission;
import dev.undercroft.policy.Permissions;
import dev.undercroft.secrets.SecretDocument.Batch;
import dev.undercroft.secrets.SecretDocument.BatchDescriptions;
import dev.undercroft.secrets.SecretDocument.BatchError;
import dev.undercroft.secrets.SecretDocument.BatchOptions;
import dev.undercroft.secrets.SecretDocument.BatchResult;
import dev.undercroft.secrets.SecretDocument.BatchValue;
import dev.undercroft.secrets.SecretDocument.Description;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads several paths at once; each is judged, read and recorded for itself, and one that fails fails alone. */
@ApplicationScoped
class BatchRead {

    private static final int MOST_PATHS = 100;

    /** What came of one path: exactly one of the two is null. */
    private record Part(String path, ReadSecret.Plain plain, Problem problem) {}

    /** What came of a batch without values, with the events that must be durable before it leaves. */
    record Described(BatchDescriptions document, List<AuditEvent> events) {}

    @Inject
    ReadSecret readSecret;

    @Inject
    SecretAccess access;

    @Inject
    DescribeSecret describe;

    @Inject
    EntityManager entities;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    /** Values; all paths join the same shared read, or follow one another when the first failure ends the batch. */
    Uni<BatchResult> values(Batch batch) {
        BatchOptions options = batch.options() == null ? BatchOptions.NONE : batch.options();
        Set<String> paths = new LinkedHashSet<>(batch.paths());
        if (Boolean.TRUE.equals(options.failFast())) {
            return untilFirstProblem(List.copyOf(paths), options, List.of()).map(parts -> result(parts, options));
        }
        return Multi.createFrom()
                .iterable(paths)
                .onItem()
                .transformToUni(path -> part(path, options))
                .merge(MOST_PATHS)
                .collect()
                .asList()
                .map(parts -> result(parts, options));
    }

    /** One path after the other; what comes behind the first problem is not read. */
    private Uni<List<Part>> untilFirstProblem(List<String> paths, BatchOptions options, List<Part> done) {
        if (done.size() == paths.size()) {
            return Uni.createFrom().item(done);
        }
        return part(paths.get(done.size()), options).chain(part -> {
            List<Part> more = new ArrayList<>(done);
            more.add(part);
            return part.problem() == null
                    ? untilFirstProblem(paths, options, more)
                    : Uni.createFrom().item(more);
        });
    }

    private Uni<Part> part(String text, BatchOptions options) {
        int version = options.version() == null ? 0 : options.version();
        return Uni.createFrom()
                .item(() -> SecretPath.parse(text))
                .chain(path -> Uni.createFrom().completionStage(() -> readSecret.read(path, version)))
                .map(plain -> new Part(text, plain, null))
                .onFailure(Problem.class)
                .recoverWithUni(failed -> refused(text, (Problem) failed));
    }

    private Uni<Part> refused(String path, Problem problem) {
        Part part = new Part(path, null, problem);
        // A trail that can't be written fails the whole request.
        if (problem.code() == ProblemCode.SERVICE_UNAVAILABLE) {
            return Uni.createFrom().failure(problem);
        }
        return problem.isOnRecord()
                ? Uni.createFrom().item(part)
                : trail.record(request.eventOf(path).ending(problem.code().wireName()))
                        .replaceWith(part);
    }

    private static BatchResult result(List<Part> parts, BatchOptions options) {
        Map<String, BatchValue> secrets = new LinkedHashMap<>();
        Map<String, BatchError> errors = new LinkedHashMap<>();
        for (Part part : parts) {
            if (part.problem() == null) {
                secrets.put(part.path(), value(part.plain(), Boolean.TRUE.equals(options.includeMetadata())));
            } else {
                errors.put(part.path(), error(part.problem()));
            }
        }
        return new BatchResult(secrets, errors);
    }

    private static BatchValue value(ReadSecret.Plain plain, boolean includeMetadata) {
        var row = plain.row();
        return new BatchValue(plain.data(), row.version(), row.secretType(), includeMetadata ? row.metadata() : null);
    }

    private static BatchError error(Problem problem) {
        return new BatchError(problem.code().wireName(), problem.getMessage());
    }

    /** Descriptions; the caller records the events before the document leaves. */
    @Transactional
    Described descriptions(Batch batch) {
        BatchOptions options = batch.options() == null ? BatchOptions.NONE : batch.options();
        Permissions permissions = access.inTransaction();
        Map<String, Description> secrets = new LinkedHashMap<>();
        Map<String, BatchError> errors = new LinkedHashMap<>();
        List<AuditEvent> events = new ArrayList<>();
        for (String path : expanded(batch, options, permissions)) {
            try {
                SecretPath valid = SecretPath.parse(path);
                events.add(request.eventOf(path));
                permissions.require(Permission.LIST, path);
                secrets.put(path, describe.description(DescribeSecret.existing(valid)));
            } catch (Problem problem) {
                errors.put(path, error(problem));
                if (problem.code() != ProblemCode.INVALID_PATH) {
                    events.set(
                            events.size() - 1,
                            events.get(events.size() - 1).ending(problem.code().wireName()));
                }
                if (Boolean.TRUE.equals(options.failFast())) {
                    break;
                }
            }
        }
        return new Described(new BatchDescriptions(secrets, errors), events);
    }

    private Set<String> expanded(Batch batch, BatchOptions options, Permissions permissions) {
        Set<String> paths = new LinkedHashSet<>();
        for (String path : batch.paths()) {
            boolean isGlob = path.indexOf('*') >= 0 || path.indexOf('?') >= 0;
            if (isGlob && Boolean.TRUE.equals(options.expandWildcards())) {
                paths.addAll(matching(path, permissions.filter(Permission.LIST)));
            } else {
                paths.add(path);
            }
        }
        if (paths.size() > MOST_PATHS) {
            throw Problem.ofField("paths", "match more than 100 secrets; narrow the patterns.");
        }
        return paths;
    }

    @SuppressWarnings("unchecked")
    private List<String> matching(String pattern, PathFilter listable) {
        Glob glob;
        try {
            glob = Glob.compile(pattern);
        } catch (IllegalArgumentException invalid) {
            throw new Problem(ProblemCode.INVALID_GLOB, "'paths': " + invalid.getMessage());
        }
        return entities.createNativeQuery(
                        "SELECT path FROM secret WHERE realm_id = current_realm() AND deleted_at IS NULL"
                                + " AND path ~ :pattern AND path ~ ANY(:listable) ORDER BY path LIMIT :most",
                        String.class)
                .setParameter("pattern", GlobSql.regex(glob))
                .setParameter("listable", GlobSql.regexes(listable))
                .setParameter("most", MOST_PATHS + 1)
                .getResultList();
    }
}
