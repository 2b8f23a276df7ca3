package dev.undercroft.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WritingDurationsTest {

    @ParameterizedTest
    @CsvSource({"PT1S, 1s", "PT90S, 90s", "PT15M, 15m", "PT36H, 36h", "PT48H, 2d", "PT2160H, 90d", "PT336H, 2w"})
    void the_largest_exact_unit_is_written(Duration duration, String expected) {
        assertThat(Durations.format(duration)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT1.5S"})
    void what_the_wire_can_not_hold_is_refused(Duration duration) {
        assertThatThrownBy(() -> Durations.format(duration)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void what_was_written_reads_back_the_same(@ForAll @IntRange(min = 1, max = 999_999_999) int seconds) {
        Duration duration = Duration.ofSeconds(seconds);

        assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
    }
}
