package dev.undercroft.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * One row of the trail. Never holds a value of a secret. Absent texts are {@code ""}. Immutable.
 *
 * @param realmId whose trail it stands in: the realm that was acted on, or the reader's where a shared value was read
 * @param code the problem's code of a refusal
 */
public record AuditEvent(
        UUID id,
        String realmId,
        Instant occurredAt,
        Action action,
        String secretPath,
        Actor actor,
        String sourceIp,
        String userAgent,
        boolean success,
        String code,
        int durationMillis,
        String requestId,
        String extraData) {

    /** Who acted, as the trail shows it. */
    public record Actor(
            String identityType, String identityId, String tenantId, String partnerId, String credentialId) {

        /** Somebody whose credential was not accepted. */
        public static final Actor UNKNOWN = new Actor("unknown", "unknown", "", "", "");
    }

    /** The same event, as it ended: {@code ""} for success, or the problem's code. */
    public AuditEvent ending(String endCode) {
        return new AuditEvent(
                id,
                realmId,
                occurredAt,
                action,
                secretPath,
                actor,
                sourceIp,
                userAgent,
                endCode.isEmpty(),
                endCode,
                durationMillis,
                requestId,
                extraData);
    }

    /** The same event in the trail of another realm. */
    public AuditEvent standingIn(String otherRealmId) {
        return new AuditEvent(
                id,
                otherRealmId,
                occurredAt,
                action,
                secretPath,
                actor,
                sourceIp,
                userAgent,
                success,
                code,
                durationMillis,
                requestId,
                extraData);
    }

    /** The same event with facts as a JSON object. */
    public AuditEvent withExtra(String json) {
        return new AuditEvent(
                id,
                realmId,
                occurredAt,
                action,
                secretPath,
                actor,
                sourceIp,
                userAgent,
                success,
                code,
                durationMillis,
                requestId,
                json);
    }
}
