package dev.undercroft.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.clock.Durations;
import dev.undercroft.secrets.SecretDocument.Options;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.QueryText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Puts the options of a request into a secret: what is absent stays, {@code null} takes off. */
@ApplicationScoped
class OptionsMerge {

    @Inject
    RotationPolicies policies;

    /** Changes the secret; durations count from {@code now}. */
    void apply(Secret secret, Options options, Instant now) {
        if (options == null) {
            return;
        }
        if (options.maxVersions() != null) {
            secret.maxVersions = options.maxVersions();
        }
        applyExpiry(secret, options, now);
        if (options.rotationPolicyId() != null) {
            secret.rotationPolicyId = rotationPolicy(options.rotationPolicyId());
        }
        if (options.secretPolicyId() != null) {
            secret.secretPolicyId = secretPolicy(options.secretPolicyId());
        }
    }

    private static void applyExpiry(Secret secret, Options options, Instant now) {
        JsonNode at = options.expiresAt();
        if (options.expiresIn() != null && at != null && !at.isNull()) {
            throw Problem.ofField("options.expires_in", "and options.expires_at exclude each other; send one of them.");
        }
        if (options.expiresIn() != null) {
            secret.expiresAt = now.plus(duration("options.expires_in", options.expiresIn()));
        } else if (at != null) {
            secret.expiresAt = at.isNull()
                    ? null
                    : QueryText.time("options.expires_at", text("options.expires_at", at))
                            .truncatedTo(ChronoUnit.MICROS);
        }
    }

    private String rotationPolicy(JsonNode id) {
        if (id.isNull()) {
            return null;
        }
        String wanted = text("options.rotation_policy_id", id);
        if (policies.rotationPolicy(wanted).isEmpty()) {
            throw new Problem(ProblemCode.ROTATION_POLICY_NOT_FOUND);
        }
        return wanted;
    }

    private String secretPolicy(JsonNode id) {
        if (id.isNull()) {
            return null;
        }
        String wanted = text("options.secret_policy_id", id);
        if (!policies.hasSecretPolicy(wanted)) {
            throw new Problem(ProblemCode.SECRET_POLICY_NOT_FOUND);
        }
        return wanted;
    }

    /** A duration; throws {@code invalid_duration} that names the field. */
    static Duration duration(String field, String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException invalid) {
            throw new Problem(ProblemCode.INVALID_DURATION, "'" + field + "': " + invalid.getMessage())
                    .with("field", field);
        }
    }

    private static String text(String field, JsonNode node) {
        String text = node.isTextual() ? node.textValue() : "";
        if (text.isEmpty() || text.length() > 255 || text.indexOf('\0') >= 0) {
            throw Problem.ofField(field, "must be a string, or null to take it off.");
        }
        return text;
    }
}
