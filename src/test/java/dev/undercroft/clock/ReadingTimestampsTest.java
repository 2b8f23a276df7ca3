package dev.undercroft.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTimestampsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-04-23T14:00:00Z, 2026-04-23T14:00:00Z",
        "2026-04-23T16:00:00+02:00, 2026-04-23T14:00:00Z",
        "2026-04-23T08:30:00-05:30, 2026-04-23T14:00:00Z",
        "2026-04-23T14:00:00.5Z, 2026-04-23T14:00:00.5Z",
        "2026-04-23T14:00:00.123456789Z, 2026-04-23T14:00:00.123456789Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z"
    })
    void a_date_and_time_with_an_offset_is_an_instant(String text, Instant expected) {
        assertThat(Timestamps.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-04-23",
                "2026-04-23T14:00:00",
                "2026-04-23T14:00Z",
                "2026-04-23 14:00:00Z",
                "2026-04-23t14:00:00z",
                "2026-04-23T14:00:00+0200",
                "2026-04-23T14:00:00+02",
                "2026-04-23T14:00:00+02:00:30",
                "2026-04-23T24:00:00Z",
                "2026-04-23T14:00:60Z",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "+2026-04-23T14:00:00Z",
                "20260-04-23T14:00:00Z",
                "2026-04-23T14:00:00.1234567890Z",
                "2026-04-23T14:00:00ZZ",
                "1776952800"
            })
    void anything_else_is_refused_with_the_way_to_mend_it(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text))
                .isInstanceOf(InvalidTimestampException.class)
                .hasNoCause()
                .hasMessageContaining("like 2026-04-23T14:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1969-12-31T23:59:59Z",
                "1970-01-01T00:59:59+01:00",
                "9999-12-31T23:59:59-00:01",
                "0001-01-01T00:00:00Z"
            })
    void a_year_before_1970_or_after_9999_in_utc_is_refused(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text))
                .isInstanceOf(InvalidTimestampException.class)
                .hasMessageContaining("1970 to 9999");
    }

    @Property(tries = 500)
    void no_text_gives_another_exception(@ForAll String text) {
        assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(InvalidTimestampException.class);
    }
}
