package dev.undercroft.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A {@link Rule} as sent and stored. */
@Schema(name = "PolicyRule")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleDocument(
        @NotNull @Size(max = 512) @Schema(examples = "app/**")
        String pathPattern,

        @NotNull
        @Size(min = 1, max = 6, message = "must hold one to six permissions.")
        @Schema(examples = "[\"read\", \"list\"]")
        List<String> permissions,

        @Valid ConditionsDocument conditions) {

    /** {@link Conditions} as sent and stored; all that are given must hold. */
    @Schema(name = "PolicyConditions")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConditionsDocument(
            @Size(max = 100, message = "must hold at most 100 ranges.") @Schema(examples = "[\"10.0.0.0/8\"]")
            List<String> ipRanges,

            Boolean requireMfa,
            @Valid TimeWindowDocument timeWindow) {}

    /** A {@link TimeWindow} as sent and stored. */
    @Schema(name = "PolicyTimeWindow")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TimeWindowDocument(
            @Schema(examples = "[\"mon\", \"fri\"]") List<String> days,
            @NotNull @Schema(examples = "08:00") String start,
            @NotNull @Schema(examples = "18:00") String end,

            @Schema(description = "IANA name, UTC when absent", examples = "Europe/Berlin")
            String timezone) {}

    /** The rule; throws {@code invalid_glob} or {@code invalid_policy}. */
    public Rule toRule() {
        try {
            Set<Permission> allowed = permissions.stream().map(Permission::of).collect(Collectors.toUnmodifiableSet());
            return new Rule(Glob.compile(pathPattern), allowed, toConditions());
        } catch (InvalidGlobException invalid) {
            throw new Problem(ProblemCode.INVALID_GLOB, "'path_pattern': " + invalid.getMessage());
        } catch (InvalidPolicyException invalid) {
            throw new Problem(ProblemCode.INVALID_POLICY, "A rule is not valid: " + invalid.getMessage());
        }
    }

    private Conditions toConditions() {
        if (conditions == null) {
            return Conditions.NONE;
        }
        List<Cidr> ranges = conditions.ipRanges() == null
                ? List.of()
                : conditions.ipRanges().stream().map(Cidr::parse).toList();
        var window = conditions.timeWindow();
        TimeWindow time = window == null
                ? TimeWindow.ALWAYS
                : TimeWindow.parse(
                        window.days() == null ? List.of() : window.days(),
                        window.start(),
                        window.end(),
                        window.timezone() == null ? "" : window.timezone());
        return new Conditions(ranges, Boolean.TRUE.equals(conditions.requireMfa()), time);
    }
}
