package dev.undercroft.secrets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.policy.Permission;
import dev.undercroft.secrets.RotationPolicies.Schedule;
import dev.undercroft.secrets.SecretDocument.Rotate;
import dev.undercroft.secrets.SecretDocument.Rotated;
import dev.undercroft.web.Precondition;
import dev.undercroft.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Puts a new value in place of another, which stays readable by its number for a grace period. */
@ApplicationScoped
class RotateSecret {

    @Inject
    SecretAccess access;

    @Inject
    Versions versions;

    @Inject
    RotationPolicies policies;

    @Inject
    SecretsConfig config;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    /** Rotates now. */
    @Transactional
    Rotated rotate(SecretPath path, Rotate body, Precondition precondition) {
        access.require(Permission.ROTATE, path);
        if (body.newValue() == null) {
            throw Problem.ofField("new_value", "is required; send the new value as a JSON object.");
        }
        String data = WriteSecret.requireObject("new_value", body.newValue());
        Instant now = Timestamps.now(clock);
        Secret secret =
                Secret.lock(path).filter(found -> !found.isDeleted()).orElseThrow(() -> DescribeSecret.notFound(path));
        precondition.check(secret.currentVersion);
        int previous = secret.currentVersion;
        Instant graceEnds = now.plus(grace(body, secret));
        SecretVersion.update("readableUntil = ?1 where secretId = ?2 and version = ?3", graceEnds, secret.id, previous);
        versions.append(secret, data, now);
        secret.lastRotatedAt = now;
        versions.prune(secret, now);
        trail.recordInTransaction(request.event().withExtra(reason(body)));
        return new Rotated(
                path.value(),
                secret.currentVersion,
                previous,
                Timestamps.seconds(now),
                Timestamps.seconds(graceEnds),
                body.reason());
    }

    private Duration grace(Rotate body, Secret secret) {
        if (body.gracePeriod() != null) {
            // "0s" closes the old version at once, as a compromise asks for.
            return body.gracePeriod().matches("0[smhdw]")
                    ? Duration.ZERO
                    : OptionsMerge.duration("grace_period", body.gracePeriod());
        }
        return Optional.ofNullable(secret.rotationPolicyId)
                .flatMap(policies::rotationPolicy)
                .map(Schedule::gracePeriod)
                .orElse(config.gracePeriod());
    }

    private static String reason(Rotate body) {
        if (body.reason() == null) {
            return "";
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("reason", body.reason().replace('\0', ' '))
                .toString();
    }
}
