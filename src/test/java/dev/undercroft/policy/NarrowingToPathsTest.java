package dev.undercroft.policy;

import static dev.undercroft.policy.PolicyFixture.MFA;
import static dev.undercroft.policy.PolicyFixture.MORNING;
import static dev.undercroft.policy.PolicyFixture.NOW;
import static dev.undercroft.policy.PolicyFixture.OFFICE;
import static dev.undercroft.policy.PolicyFixture.PLAIN;
import static dev.undercroft.policy.PolicyFixture.grant;
import static dev.undercroft.policy.PolicyFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NarrowingToPathsTest {

    private static final List<String> ALICE = List.of("user:alice", "group:sre");
    private static final List<String> PATHS = List.of("app", "app/key", "app/db/key", "web/key", "key");

    @Test
    void without_a_rule_nothing_passes() {
        PathFilter filter = Grants.NONE.narrow(ALICE, Permission.LIST, PLAIN);

        assertThat(filter.passesNothing()).isTrue();
        assertThat(PATHS).noneMatch(filter);
    }

    @Test
    void a_rule_on_everything_makes_the_others_needless() {
        Grants grants = Grants.builder()
                .add("user:alice", grant("pol_app", rule("app/**", Permission.LIST)))
                .add("group:sre", grant("pol_all", rule("**", Permission.ADMIN)))
                .build();

        PathFilter filter = grants.narrow(ALICE, Permission.LIST, PLAIN);

        assertThat(filter.passesEverything()).isTrue();
        assertThat(filter.patterns()).containsExactly(Glob.compile("**"));
    }

    @Test
    void the_same_pattern_is_tried_once() {
        Grants grants = Grants.builder()
                .add("user:alice", grant("pol_app", rule("app/**", Permission.LIST)))
                .add("group:sre", grant("pol_sre", rule("app/**", Permission.ADMIN)))
                .build();

        PathFilter filter = grants.narrow(ALICE, Permission.LIST, PLAIN);

        assertThat(filter.patterns()).hasSize(1);
        assertThat(filter.passesEverything()).isFalse();
        assertThat(filter.passesNothing()).isFalse();
    }

    @Property
    void a_path_passes_exactly_when_evaluation_allows_it(
            @ForAll("someGrants") Grants grants,
            @ForAll Permission permission,
            @ForAll("someCircumstances") Circumstances circumstances) {
        PathFilter filter = grants.narrow(ALICE, permission, circumstances);

        assertThat(PATHS).allSatisfy(path -> assertThat(filter.test(path))
                .isEqualTo(Evaluation.evaluate(grants, ALICE, permission, path, circumstances)
                        .allowed()));
    }

    @Provide
    Arbitrary<Grants> someGrants() {
        Arbitrary<Rule> rules = Combinators.combine(
                        Arbitraries.of("**", "app/**", "app/*", "**/key", "web/key", "?ey"),
                        Arbitraries.of(Permission.class),
                        Arbitraries.of(Conditions.NONE, OFFICE, MFA, MORNING))
                .as(PolicyFixture::rule);
        Arbitrary<Grant> grants = Combinators.combine(rules, Arbitraries.of(NOW, NOW.plusSeconds(1), Grant.NEVER))
                .as((rule, expiry) -> new Grant("pol_any", 0, rule, expiry));
        Arbitrary<String> holders = Arbitraries.of("user:alice", "group:sre", "user:bob");
        return Combinators.combine(holders, grants)
                .as((holder, grant) -> Grants.builder().add(holder, grant).build())
                .list()
                .ofMaxSize(4)
                .map(NarrowingToPathsTest::join);
    }

    @Provide
    Arbitrary<Circumstances> someCircumstances() {
        return Arbitraries.of(
                PLAIN,
                PolicyFixture.IN_OFFICE,
                PolicyFixture.WITH_MFA,
                Circumstances.at(NOW.minus(Duration.ofHours(4))),
                PolicyFixture.IN_OFFICE.withMfa(NOW, Duration.ofMinutes(15)));
    }

    private static Grants join(List<Grants> parts) {
        Grants.Builder joined = Grants.builder();
        for (Grants part : parts) {
            for (String holder : List.of("user:alice", "group:sre", "user:bob")) {
                part.of(holder).forEach(grant -> joined.add(holder, grant));
            }
        }
        return joined.build();
    }
}
