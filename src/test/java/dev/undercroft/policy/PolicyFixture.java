package dev.undercroft.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Short words for the things that policy tests need. */
final class PolicyFixture {

    static final Instant NOW = Instant.parse("2026-04-23T14:00:00Z");
    static final Circumstances PLAIN = Circumstances.at(NOW);
    static final Circumstances IN_OFFICE = PLAIN.from(IpAddress.parse("10.1.2.3"));
    static final Circumstances WITH_MFA = PLAIN.withMfa(NOW.minusSeconds(60), Duration.ofMinutes(15));

    static final Conditions OFFICE = new Conditions(List.of(Cidr.parse("10.0.0.0/8")), false, TimeWindow.ALWAYS);
    static final Conditions MFA = new Conditions(List.of(), true, TimeWindow.ALWAYS);
    static final Conditions MORNING =
            new Conditions(List.of(), false, TimeWindow.parse(List.of(), "06:00", "12:00", "UTC"));

    private PolicyFixture() {}

    static Rule rule(String pattern, Permission permission, Conditions conditions) {
        return new Rule(Glob.compile(pattern), Set.of(permission), conditions);
    }

    static Rule rule(String pattern, Permission permission) {
        return rule(pattern, permission, Conditions.NONE);
    }

    static Grant grant(String policyId, Rule rule) {
        return new Grant(policyId, 0, rule, Grant.NEVER);
    }
}
