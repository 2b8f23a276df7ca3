package dev.undercroft.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.policy.Permission;
import dev.undercroft.secrets.SecretDocument.Created;
import dev.undercroft.secrets.SecretDocument.Updated;
import dev.undercroft.secrets.SecretDocument.Write;
import dev.undercroft.web.Precondition;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** Writes a value: the first version of a secret or the next one. */
@ApplicationScoped
class WriteSecret {

    private static final int MOST_ATTEMPTS = 3;
    private static final String PATH_ONCE = "secret_path_once";

    /** What was written: {@link Created} or {@link Updated}, with the version for the entity tag. */
    record Written(Object document, int version, boolean created) {}

    @Inject
    SecretAccess access;

    @Inject
    MetadataMerge metadata;

    @Inject
    OptionsMerge options;

    @Inject
    Versions versions;

    @Inject
    SecretsConfig config;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    @Inject
    TimeOrderedIds ids;

    /** Writes in a transaction of its own; writers of one path wait for each other, so that no version is lost. */
    Written write(SecretPath path, Write body, Precondition precondition) {
        path.creatable();
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> writeOnce(path, body, precondition));
            } catch (RuntimeException failed) {
                // Two made the same path at once: the one that lost finds the other's secret the next time.
                if (!violatesPathOnce(failed)) {
                    throw failed;
                }
            }
        }
        throw new Problem(ProblemCode.VERSION_CONFLICT);
    }

    private Written writeOnce(SecretPath path, Write body, Precondition precondition) {
        access.require(Permission.WRITE, path);
        String data = requireObject("data", body.data());
        Instant now = Timestamps.now(clock);
        Optional<Secret> found = lockLiving(path, now);
        precondition.check(found.map(secret -> secret.currentVersion).orElse(0));
        Secret secret = found.orElseGet(() -> fresh(path, now));
        int previous = secret.currentVersion;
        if (body.secretType() != null) {
            secret.secretType = SecretType.of(body.secretType()).wireName();
        }
        secret.metadata = metadata.merge(secret.metadata, body.metadata());
        options.apply(secret, body.options(), now);
        versions.append(secret, data, now);
        versions.prune(secret, now);
        trail.recordInTransaction(request.event());
        return found.isEmpty() ? created(secret) : updated(secret, previous);
    }

    /** The locked secret, or none; one whose recovery is over is removed, so that numbering begins anew. */
    private static Optional<Secret> lockLiving(SecretPath path, Instant now) {
        Optional<Secret> found = Secret.lock(path);
        if (found.isPresent() && found.get().isBeyondRecovery(now)) {
            Secret.getEntityManager().detach(found.get());
            Secret.delete("id", found.get().id);
            return Optional.empty();
        }
        found.filter(Secret::isDeleted).ifPresent(deleted -> {
            throw new Problem(ProblemCode.SECRET_EXISTS)
                    .with("path", path.value())
                    .with("recoverable_until", Timestamps.seconds(deleted.recoverableUntil));
        });
        return found;
    }

    private Secret fresh(SecretPath path, Instant now) {
        Secret secret = new Secret();
        secret.id = ids.next();
        secret.realmId = access.access().realm().realmId();
        secret.path = path.value();
        secret.secretType = SecretType.KV.wireName();
        secret.metadata = "{}";
        secret.maxVersions = config.maxVersions();
        secret.lastRotatedAt = now;
        secret.createdAt = now;
        return secret;
    }

    static String requireObject(String field, JsonNode value) {
        if (!value.isObject()) {
            throw Problem.ofField(field, "must be a JSON object, like {\"password\": \"...\"}.");
        }
        return value.toString();
    }

    private static boolean violatesPathOnce(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violation) {
                return PATH_ONCE.equals(violation.getConstraintName());
            }
        }
        return false;
    }

    private static Written created(Secret secret) {
        var document = new Created(
                secret.path,
                secret.secretType,
                secret.currentVersion,
                true,
                Timestamps.seconds(secret.createdAt),
                secret.expiresAt == null ? null : Timestamps.seconds(secret.expiresAt));
        return new Written(document, secret.currentVersion, true);
    }

    private static Written updated(Secret secret, int previous) {
        var document =
                new Updated(secret.path, secret.currentVersion, false, previous, Timestamps.seconds(secret.updatedAt));
        return new Written(document, secret.currentVersion, false);
    }
}
