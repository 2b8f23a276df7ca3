package dev.undercroft.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleTest {

    @Test
    void a_rule_without_a_permission_is_refused() {
        assertThatThrownBy(() -> new Rule(Glob.compile("**"), Set.of(), Conditions.NONE))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("at least one permission");
    }

    @Test
    void a_rule_keeps_its_permissions_when_the_set_it_was_made_from_changes() {
        Set<Permission> permissions = EnumSet.of(Permission.READ);
        Rule rule = new Rule(Glob.compile("**"), permissions, Conditions.NONE);

        permissions.add(Permission.ADMIN);

        assertThat(rule.covers(Permission.WRITE)).isFalse();
    }
}
