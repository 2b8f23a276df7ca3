package dev.undercroft.secrets;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.policy.Permission;
import dev.undercroft.secrets.SecretDocument.Description;
import dev.undercroft.secrets.SecretDocument.Rotation;
import dev.undercroft.secrets.SecretDocument.VersionRow;
import dev.undercroft.secrets.SecretDocument.Versions;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Says everything of a secret but its value. */
@ApplicationScoped
class DescribeSecret {

    private static final Duration ACCESS_WINDOW = Duration.ofDays(30);

    @Inject
    SecretAccess access;

    @Inject
    RotationPolicies policies;

    @Inject
    EntityManager entities;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    /** The versions that can be read, newest first. */
    @Transactional
    Versions versions(SecretPath path) {
        access.require(Permission.LIST, path);
        Secret secret = existing(path);
        List<VersionRow> rows = SecretVersion.readable(secret.id, clock.instant()).stream()
                .map(version -> new VersionRow(
                        version.version,
                        Timestamps.seconds(version.createdAt),
                        version.version == secret.currentVersion))
                .toList();
        return new Versions(path.value(), rows);
    }

    /** The metadata, the counts and the rotation. */
    @Transactional
    Description describe(SecretPath path) {
        access.require(Permission.LIST, path);
        return description(existing(path));
    }

    static Secret existing(SecretPath path) {
        return Secret.at(path).orElseThrow(() -> notFound(path));
    }

    static Problem notFound(SecretPath path) {
        return new Problem(ProblemCode.SECRET_NOT_FOUND, "Secret '" + path.value() + "' not found")
                .with("path", path.value());
    }

    /** The description of a secret, within the running transaction. */
    Description description(Secret secret) {
        Instant now = clock.instant();
        Object[] reads = reads(secret, now);
        return new Description(
                secret.path,
                secret.secretType,
                secret.currentVersion,
                SecretVersion.count("secretId = ?1 and (readableUntil is null or readableUntil > ?2)", secret.id, now),
                secret.metadata,
                Timestamps.seconds(secret.createdAt),
                Timestamps.seconds(secret.updatedAt),
                secret.expiresAt == null ? null : Timestamps.seconds(secret.expiresAt),
                reads[0] == null ? null : Timestamps.seconds(instant(reads[0])),
                ((Number) reads[1]).longValue(),
                rotation(secret));
    }

    /** When the secret was last read and how often within thirty days, by the trail. */
    private Object[] reads(Secret secret, Instant now) {
        String reads = " FROM audit_event WHERE realm_id = current_realm() AND secret_path = ?1 AND action = 'read'"
                + " AND success AND occurred_at >= ";
        return (Object[]) entities.createNativeQuery("SELECT (SELECT occurred_at" + reads
                        + "?2 ORDER BY occurred_at DESC LIMIT 1), (SELECT count(*)" + reads
                        + "greatest(cast(?2 AS timestamptz), cast(?3 AS timestamptz)))")
                .setParameter(1, secret.path)
                .setParameter(2, OffsetDateTime.ofInstant(secret.createdAt, ZoneOffset.UTC))
                .setParameter(3, OffsetDateTime.ofInstant(now.minus(ACCESS_WINDOW), ZoneOffset.UTC))
                .getSingleResult();
    }

    private static Instant instant(Object column) {
        return column instanceof Instant instant ? instant : ((OffsetDateTime) column).toInstant();
    }

    private Rotation rotation(Secret secret) {
        if (secret.rotationPolicyId == null) {
            return null;
        }
        return policies.rotationPolicy(secret.rotationPolicyId)
                .map(policy ->
                        new Rotation(policy.id(), Timestamps.seconds(secret.lastRotatedAt.plus(policy.interval()))))
                .orElse(null);
    }

    /** The document once its event is durable. */
    <T> Uni<T> recorded(T document) {
        return trail.record(request.event()).replaceWith(document);
    }
}
