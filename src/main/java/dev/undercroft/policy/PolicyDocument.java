package dev.undercroft.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The shapes in which policies and bindings travel. */
public final class PolicyDocument {

    private static final String SCOPE_RULE = "must be tenant or partner.";

    private PolicyDocument() {}

    /** A whole policy. */
    @Schema(name = "Policy")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Full(
            String id,
            String name,
            @Schema(nullable = true) String description,
            List<RuleDocument> rules,
            List<Binding> bindings,
            String scope,

            @com.fasterxml.jackson.annotation.JsonProperty("is_active")
            boolean active,

            String createdAt,
            String updatedAt) {}

    /** A policy as a list shows it. */
    @Schema(name = "PolicyRow")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Row(
            String id,
            String name,
            int ruleCount,
            long bindingCount,

            @com.fasterxml.jackson.annotation.JsonProperty("is_active")
            boolean active,

            String createdAt,
            String updatedAt) {}

    /** A page of policies. */
    @Schema(name = "PolicyList")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Listing(
            List<Row> policies, @Schema(nullable = true) String cursor, boolean hasMore) {}

    /** A policy to make, or to put in place of another. What the service decides is read over when sent back. */
    @Schema(name = "PolicyWrite")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties({"id", "bindings", "created_at", "updated_at"})
    public record Draft(
            @NotNull @Size(min = 1, max = 255, message = "must have 1 to 255 characters.")
            String name,

            @Size(max = 1000, message = "must have at most 1000 characters.")
            String description,

            @NotNull @Size(min = 1, max = 100, message = "must hold 1 to 100 rules.")
            List<@Valid @NotNull RuleDocument> rules,

            @Pattern(regexp = "tenant|partner", message = SCOPE_RULE)
            String scope,

            @com.fasterxml.jackson.annotation.JsonProperty("is_active")
            Boolean active) {}

    /** What to change of a policy. */
    @Schema(name = "PolicyPatch")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Patch(
            @Size(min = 1, max = 255, message = "must have 1 to 255 characters.")
            String name,

            @Size(max = 1000, message = "must have at most 1000 characters.")
            String description,

            @Size(min = 1, max = 100, message = "must hold 1 to 100 rules.")
            List<@Valid @NotNull RuleDocument> rules,

            @com.fasterxml.jackson.annotation.JsonProperty("is_active")
            Boolean active) {}

    /** A binding as stored. */
    @Schema(name = "PolicyBinding")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Binding(
            String id,
            String identityType,
            String identityId,
            @Schema(nullable = true) String expiresAt,
            String createdAt) {}

    /** The bindings of a policy. */
    @Schema(name = "PolicyBindingList")
    public record Bindings(List<Binding> bindings) {}

    /** A binding to make. */
    @Schema(name = "PolicyBindingWrite")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record BindingDraft(
            @NotNull
            @Pattern(regexp = "user|service_account|group", message = "must be user, service_account or group.")
            String identityType,

            @NotNull @Size(min = 1, max = 255, message = "must have 1 to 255 characters.")
            String identityId,

            @Schema(description = "ISO 8601; the binding counts until then")
            String expiresAt) {}

    /** A question to the policies. */
    @Schema(name = "PolicyTest")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Question(
            @NotNull @Size(min = 1, max = 255) String identityId,
            @NotNull String path,
            @NotNull @Schema(examples = "read") String permission,
            @Valid Context context) {}

    /** The circumstances that a question supposes. */
    @Schema(name = "PolicyTestContext")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Context(
            String sourceIp,
            Boolean mfaVerified,

            @Schema(description = "ISO 8601, now when absent")
            String timestamp,

            @Schema(description = "groups that the identity is supposed to be in")
            List<String> groups) {}

    /** What the policies say. */
    @Schema(name = "PolicyTestResult")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answer(
            boolean allowed,
            String matchedPolicy,
            RuleDocument matchedRule,
            String reason,
            String failedCondition,
            List<String> evaluatedPolicies) {}

    /** What was removed. */
    @Schema(name = "PolicyDeleted")
    public record Deleted(String id, boolean deleted) {}
}
