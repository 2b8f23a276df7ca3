package dev.undercroft.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingDurationsTest {

    @ParameterizedTest
    @CsvSource({
        "1s, PT1S",
        "15m, PT15M",
        "24h, PT24H",
        "48h, PT48H",
        "720h, PT720H",
        "90d, PT2160H",
        "2w, PT336H",
        "007d, PT168H",
        "999999999s, PT999999999S",
        "36525d, PT876600H"
    })
    void a_whole_number_and_a_unit_is_a_duration(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @Test
    void a_day_is_exactly_24_hours_as_in_the_sample_of_the_specification() {
        Instant created = Instant.parse("2026-04-23T14:00:00Z");

        assertThat(created.plus(Durations.parse("90d"))).isEqualTo(Instant.parse("2026-07-22T14:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "d", "9", "90", "-1d", "+1d", " 1d", "1d ", "1 d", "1.5h", "1D", "1y", "1ms", "1d2h", "P1D", "0x1d",
                "\u0661d", "1\u0434"
            })
    void anything_else_is_refused_with_the_way_to_mend_it(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(InvalidDurationException.class)
                .hasMessage("use a whole number and a unit of s, m, h, d or w, like 90d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0d", "000w"})
    void nothing_is_no_duration(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(InvalidDurationException.class)
                .hasMessageContaining("at least 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"36526d", "876601h", "5218w", "999999999w"})
    void more_than_a_hundred_years_is_refused(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(InvalidDurationException.class)
                .hasMessageContaining("at most 100 years");
    }

    @Test
    void ten_digits_are_too_many_even_for_a_short_duration() {
        assertThatThrownBy(() -> Durations.parse("0000000001s"))
                .isInstanceOf(InvalidDurationException.class)
                .hasMessageContaining("at most 9");
    }

    @Property
    void no_text_gives_another_exception_or_appears_in_the_message(@ForAll String text) {
        try {
            assertThat(Durations.parse(text)).isPositive().isLessThanOrEqualTo(Durations.MAXIMUM);
        } catch (InvalidDurationException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            if (text.length() > 3) {
                assertThat(refused.getMessage()).doesNotContain(text);
            }
        }
    }
}
