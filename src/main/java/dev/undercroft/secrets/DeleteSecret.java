package dev.undercroft.secrets;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.policy.Permission;
import dev.undercroft.policy.Permissions;
import dev.undercroft.secrets.SecretDocument.Deleted;
import dev.undercroft.secrets.SecretDocument.Description;
import dev.undercroft.web.Precondition;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** Deletes a secret for a while or for good, or one of its versions; restores a deleted one. */
@ApplicationScoped
class DeleteSecret {

    private static final String ADMIN_SCOPE = "admin";

    @Inject
    SecretAccess access;

    @Inject
    DescribeSecret describe;

    @Inject
    SecretsConfig config;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    /** Deletes the secret; it can be restored until its retention ends. */
    @Transactional
    Deleted softly(SecretPath path, Precondition precondition) {
        access.require(Permission.DELETE, path);
        Instant now = Timestamps.now(clock);
        Secret secret = living(path, precondition);
        secret.deletedAt = now;
        secret.recoverableUntil = now.plus(config.deletedRetention());
        long versions = SecretVersion.count("secretId", secret.id);
        trail.recordInTransaction(request.event());
        return new Deleted(path.value(), null, versions, actor(), false, Timestamps.seconds(secret.recoverableUntil));
    }

    /** Removes the secret with all its versions at once, a deleted one too; the path is free again. */
    @Transactional
    Deleted permanently(SecretPath path, Precondition precondition) {
        Permissions permissions = access.inTransaction();
        // "Requires admin": the scope, the role or the permission (secrets specification, section 10, row 15).
        if (!access.access().caller().hasScope(ADMIN_SCOPE)) {
            permissions.require(Permission.ADMIN, path.value());
        } else {
            permissions.require(Permission.DELETE, path.value());
        }
        Secret secret = Secret.lock(path).orElseThrow(() -> DescribeSecret.notFound(path));
        precondition.check(secret.currentVersion);
        long versions = SecretVersion.count("secretId", secret.id);
        Secret.delete("id", secret.id);
        trail.recordInTransaction(request.event());
        return new Deleted(path.value(), null, versions, actor(), true, null);
    }

    /** Removes one version that is not the current one. */
    @Transactional
    Deleted version(SecretPath path, int version, Precondition precondition) {
        access.require(Permission.DELETE, path);
        Secret secret = living(path, precondition);
        if (version == secret.currentVersion) {
            throw new Problem(
                            ProblemCode.VERSION_CONFLICT,
                            "Version " + version
                                    + " is the current one; write a new version first, or delete the secret.")
                    .with("path", path.value());
        }
        if (SecretVersion.delete("secretId = ?1 and version = ?2", secret.id, version) == 0) {
            throw new Problem(ProblemCode.VERSION_NOT_FOUND).with("path", path.value());
        }
        long left = SecretVersion.count("secretId", secret.id);
        trail.recordInTransaction(request.event());
        return new Deleted(path.value(), version, left, actor(), true, null);
    }

    /** Undoes a deletion whose retention still runs: all versions are back, the current one as before. */
    @Transactional
    Description restore(SecretPath path) {
        Permissions permissions = access.inTransaction();
        if (!permissions.allow(Permission.WRITE, path.value())) {
            permissions.require(Permission.DELETE, path.value());
        }
        Instant now = clock.instant();
        Secret secret = Secret.lock(path)
                .filter(found -> found.isDeleted() && !found.isBeyondRecovery(now))
                .orElseThrow(() -> new Problem(
                                ProblemCode.SECRET_NOT_FOUND,
                                "No deleted secret '" + path.value() + "' can be restored.")
                        .with("path", path.value()));
        secret.deletedAt = null;
        secret.recoverableUntil = null;
        trail.recordInTransaction(request.event());
        return describe.description(secret);
    }

    private static Secret living(SecretPath path, Precondition precondition) {
        Secret secret =
                Secret.lock(path).filter(found -> !found.isDeleted()).orElseThrow(() -> DescribeSecret.notFound(path));
        precondition.check(secret.currentVersion);
        return secret;
    }

    private String actor() {
        return access.access().caller().identityId();
    }
}
