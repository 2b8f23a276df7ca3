package dev.undercroft.policy;

import static dev.undercroft.policy.PolicyFixture.IN_OFFICE;
import static dev.undercroft.policy.PolicyFixture.MFA;
import static dev.undercroft.policy.PolicyFixture.MORNING;
import static dev.undercroft.policy.PolicyFixture.NOW;
import static dev.undercroft.policy.PolicyFixture.OFFICE;
import static dev.undercroft.policy.PolicyFixture.PLAIN;
import static dev.undercroft.policy.PolicyFixture.WITH_MFA;
import static dev.undercroft.policy.PolicyFixture.grant;
import static dev.undercroft.policy.PolicyFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.policy.Decision.Allowed;
import dev.undercroft.policy.Decision.Denied;
import dev.undercroft.policy.Decision.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final List<String> ALICE = List.of("user:alice", "group:sre");

    @Test
    void without_a_policy_everything_is_denied() {
        Decision decision = Evaluation.evaluate(Grants.NONE, ALICE, Permission.READ, "app/key", PLAIN);

        assertThat(decision).isEqualTo(new Denied(Reason.NO_RULE, List.of()));
    }

    @Test
    void a_rule_on_path_and_permission_allows_and_is_named() {
        Rule rule = rule("app/**", Permission.READ);
        Grants grants = Grants.builder()
                .add("user:alice", grant("pol_other", rule("other/**", Permission.READ)))
                .add("user:alice", new Grant("pol_app", 3, rule, Grant.NEVER))
                .build();

        Decision decision = Evaluation.evaluate(grants, ALICE, Permission.READ, "app/key", PLAIN);

        assertThat(decision).isEqualTo(new Allowed("pol_app", 3, rule));
        assertThat(decision.allowed()).isTrue();
    }

    @Test
    void a_rule_that_a_group_holds_allows_its_members_and_nobody_else() {
        Grants grants = Grants.builder()
                .add("group:sre", grant("pol_sre", rule("app/**", Permission.READ)))
                .build();

        assertThat(Evaluation.evaluate(grants, ALICE, Permission.READ, "app/key", PLAIN)
                        .allowed())
                .isTrue();
        assertThat(Evaluation.evaluate(grants, List.of("user:bob"), Permission.READ, "app/key", PLAIN))
                .isEqualTo(new Denied(Reason.NO_RULE, List.of()));
    }

    @Test
    void another_path_or_another_permission_is_denied_with_the_policies_that_were_evaluated() {
        Grants grants = Grants.builder()
                .add("user:alice", grant("pol_app", rule("app/**", Permission.READ)))
                .add("user:alice", grant("pol_app", rule("shared/**", Permission.READ)))
                .add("group:sre", grant("pol_sre", rule("infra/**", Permission.WRITE)))
                .build();
        Decision expected = new Denied(Reason.NO_RULE, List.of("pol_app", "pol_sre"));

        assertThat(Evaluation.evaluate(grants, ALICE, Permission.WRITE, "app/key", PLAIN))
                .isEqualTo(expected);
        assertThat(Evaluation.evaluate(grants, ALICE, Permission.READ, "web/key", PLAIN))
                .isEqualTo(expected);
    }

    @Test
    void admin_allows_every_permission() {
        Grants grants = Grants.builder()
                .add("user:alice", grant("pol_admin", rule("**", Permission.ADMIN)))
                .build();

        assertThat(Permission.values())
                .allMatch(permission -> Evaluation.evaluate(grants, ALICE, permission, "app/key", PLAIN)
                        .allowed());
    }

    @Test
    void a_binding_counts_until_the_instant_at_which_it_expires() {
        Rule rule = rule("app/**", Permission.READ);
        Grants lastMoment = expiring(rule, NOW.plusNanos(1));
        Grants expired = expiring(rule, NOW);

        assertThat(Evaluation.evaluate(lastMoment, ALICE, Permission.READ, "app/key", PLAIN)
                        .allowed())
                .isTrue();
        assertThat(Evaluation.evaluate(expired, ALICE, Permission.READ, "app/key", PLAIN))
                .isEqualTo(new Denied(Reason.NO_RULE, List.of()));
    }

    @Test
    void a_condition_that_alone_failed_is_the_reason() {
        assertThat(reasonUnder(OFFICE)).isEqualTo(Reason.IP_RANGES);
        assertThat(reasonUnder(MFA)).isEqualTo(Reason.REQUIRE_MFA);
        assertThat(reasonUnder(MORNING)).isEqualTo(Reason.TIME_WINDOW);
    }

    @Test
    void of_several_conditions_that_failed_address_comes_before_second_factor_before_time() {
        assertThat(reasonUnder(new Conditions(OFFICE.ipRanges(), true, MORNING.timeWindow())))
                .isEqualTo(Reason.IP_RANGES);
        assertThat(reasonUnder(new Conditions(List.of(), true, MORNING.timeWindow())))
                .isEqualTo(Reason.REQUIRE_MFA);
    }

    @Test
    void of_several_rules_that_failed_on_a_condition_the_first_one_gives_the_reason() {
        Grants grants = Grants.builder()
                .add("user:alice", grant("pol_path", rule("web/**", Permission.READ, OFFICE)))
                .add("user:alice", grant("pol_time", rule("app/**", Permission.READ, MORNING)))
                .add("group:sre", grant("pol_mfa", rule("app/**", Permission.READ, MFA)))
                .build();

        assertThat(Evaluation.evaluate(grants, ALICE, Permission.READ, "app/key", PLAIN))
                .isEqualTo(new Denied(Reason.TIME_WINDOW, List.of("pol_path", "pol_time", "pol_mfa")));
    }

    @Test
    void a_rule_whose_conditions_hold_allows_although_another_one_failed() {
        Grants grants = Grants.builder()
                .add("user:alice", grant("pol_mfa", rule("app/**", Permission.READ, MFA)))
                .add("group:sre", grant("pol_office", rule("app/**", Permission.READ, OFFICE)))
                .build();

        assertThat(Evaluation.evaluate(grants, ALICE, Permission.READ, "app/key", IN_OFFICE))
                .isInstanceOfSatisfying(
                        Allowed.class, allowed -> assertThat(allowed.policyId()).isEqualTo("pol_office"));
        assertThat(Evaluation.evaluate(grants, ALICE, Permission.READ, "app/key", WITH_MFA))
                .isInstanceOfSatisfying(
                        Allowed.class, allowed -> assertThat(allowed.policyId()).isEqualTo("pol_mfa"));
    }

    private static Grants expiring(Rule rule, Instant expiry) {
        return Grants.builder()
                .add("user:alice", new Grant("pol_app", 0, rule, expiry))
                .build();
    }

    private static Reason reasonUnder(Conditions conditions) {
        Grants grants = Grants.builder()
                .add("user:alice", grant("pol_app", rule("app/**", Permission.READ, conditions)))
                .build();
        Decision decision = Evaluation.evaluate(grants, ALICE, Permission.READ, "app/key", PLAIN);
        assertThat(decision).isInstanceOf(Denied.class);
        return ((Denied) decision).reason();
    }
}
