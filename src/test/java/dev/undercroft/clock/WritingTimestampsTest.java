package dev.undercroft.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WritingTimestampsTest {

    @Test
    void bodies_hold_whole_seconds_cut_and_not_rounded() {
        assertThat(Timestamps.seconds(Instant.parse("2026-04-23T14:00:00.999999999Z")))
                .isEqualTo("2026-04-23T14:00:00Z");
    }

    @Test
    void a_full_minute_keeps_its_seconds() {
        assertThat(Timestamps.seconds(Instant.parse("2026-04-23T00:00:00Z"))).isEqualTo("2026-04-23T00:00:00Z");
    }

    @Test
    void the_trail_holds_six_digits_of_fraction_even_when_they_are_zero() {
        assertThat(Timestamps.micros(Instant.parse("2026-04-23T14:00:00Z"))).isEqualTo("2026-04-23T14:00:00.000000Z");
    }

    @Test
    void the_trail_is_cut_and_not_rounded() {
        assertThat(Timestamps.micros(Instant.parse("2026-04-23T14:00:00.123456999Z")))
                .isEqualTo("2026-04-23T14:00:00.123456Z");
    }

    @Property
    void what_was_written_reads_back_the_same(
            @ForAll @LongRange(max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nanosecond) {
        Instant instant = Instant.ofEpochSecond(second, nanosecond);

        assertThat(Timestamps.parse(Timestamps.micros(instant))).isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
        assertThat(Timestamps.parse(Timestamps.seconds(instant))).isEqualTo(Instant.ofEpochSecond(second));
    }
}
