package dev.undercroft.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is remembered of a secret only ever grows. */
class RememberedSecretPropertyTest {

    @Property
    void a_version_is_never_lowered(@ForAll @Size(max = 30) List<@LongRange(min = 1, max = 9) Long> versions) {
        RememberedSecret known = RememberedSecret.first(1, "d1");
        for (long version : versions) {
            long before = known.version();
            known = known.written("", version, "d" + version);
            assertThat(known.version()).isEqualTo(Math.max(before, version));
            if (version < known.version()) {
                assertThat(known.refusal(version, "d" + version)).isPresent();
            }
        }
    }

    @Property
    void in_format_1_what_was_replaced_lately_is_refused(@ForAll @IntRange(min = 1, max = 100) int states) {
        RememberedSecret known = RememberedSecret.first(0, "0");
        for (int state = 1; state <= states; state++) {
            known = known.seen(0, Integer.toString(state));
        }

        assertThat(known.refusal(0, Integer.toString(states))).isEmpty();
        assertThat(known.seen(0, Integer.toString(states))).isEqualTo(known);
        assertThat(known.superseded()).hasSize(Math.min(states, RememberedSecret.SUPERSEDED));
        for (int state = Math.max(0, states - RememberedSecret.SUPERSEDED); state < states; state++) {
            assertThat(known.refusal(0, Integer.toString(state))).isPresent();
        }
    }

    @Test
    void in_format_1_a_change_that_somebody_else_replaced_since_is_not_taken_for_the_newest() {
        RememberedSecret theirs = RememberedSecret.first(0, "first").seen(0, "theirs");

        assertThat(theirs.written("first", 0, "mine")).isEqualTo(theirs);
        assertThat(RememberedSecret.first(0, "first")
                        .written("first", 0, "mine")
                        .superseded())
                .containsExactly("first");
    }

    @Test
    void what_was_deleted_stays_deleted() {
        assertThat(RememberedSecret.DELETED.written("", 1, "d")).isEqualTo(RememberedSecret.DELETED);
        assertThat(RememberedSecret.DELETED.refusal(1, "d")).isPresent();
    }
}
