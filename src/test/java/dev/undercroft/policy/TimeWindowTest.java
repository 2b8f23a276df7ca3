package dev.undercroft.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2026-04-20 is a Monday. */
class TimeWindowTest {

    private static final List<String> WORKDAYS = List.of("mon", "tue", "wed", "thu", "fri");

    @ParameterizedTest
    @CsvSource({
        "2026-04-20T09:00:00Z, true",
        "2026-04-20T16:59:59.999Z, true",
        "2026-04-20T08:59:59.999Z, false",
        "2026-04-20T17:00:00Z, false",
        "2026-04-24T12:00:00Z, true",
        "2026-04-25T12:00:00Z, false",
        "2026-04-26T12:00:00Z, false"
    })
    void a_window_holds_on_its_days_from_its_start_until_before_its_end(Instant at, boolean expected) {
        TimeWindow window = TimeWindow.parse(WORKDAYS, "09:00", "17:00", "");

        assertThat(window.contains(at)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-24T22:00:00Z, true",
        "2026-04-25T05:59:59Z, true",
        "2026-04-25T06:00:00Z, false",
        "2026-04-25T22:00:00Z, false",
        "2026-04-24T05:00:00Z, false",
        "2026-04-24T21:59:59Z, false"
    })
    void a_window_past_midnight_belongs_to_the_day_on_which_it_starts(Instant at, boolean expected) {
        TimeWindow window = TimeWindow.parse(List.of("fri"), "22:00", "06:00", "UTC");

        assertThat(window.contains(at)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-20T18:00:00Z, true",
        "2026-04-20T23:59:59.999Z, true",
        "2026-04-21T00:00:00Z, false",
        "2026-04-20T17:59:59Z, false"
    })
    void an_end_at_midnight_is_the_end_of_the_day(Instant at, boolean expected) {
        TimeWindow window = TimeWindow.parse(List.of("mon"), "18:00", "00:00", "UTC");

        assertThat(window.contains(at)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-20T07:59:59Z, false",
        "2026-04-20T08:00:00Z, true",
        "2026-04-21T07:59:59Z, true",
        "2026-04-21T08:00:00Z, false"
    })
    void a_window_that_ends_when_it_starts_lasts_a_whole_day(Instant at, boolean expected) {
        TimeWindow window = TimeWindow.parse(List.of("mon"), "08:00", "08:00", "UTC");

        assertThat(window.contains(at)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-12T08:00:00Z, true",
        "2026-01-12T07:59:59Z, false",
        "2026-07-13T07:00:00Z, true",
        "2026-07-13T06:59:59Z, false",
        "2026-07-13T15:00:00Z, false"
    })
    void a_window_follows_the_wall_time_of_its_zone_in_winter_and_summer(Instant at, boolean expected) {
        TimeWindow window = TimeWindow.parse(WORKDAYS, "09:00", "17:00", "Europe/Amsterdam");

        assertThat(window.contains(at)).isEqualTo(expected);
    }

    @Test
    void a_day_is_the_day_of_the_zone() {
        TimeWindow window = TimeWindow.parse(List.of("tue"), "00:00", "06:00", "Asia/Tokyo");

        assertThat(window.contains(Instant.parse("2026-04-20T16:00:00Z"))).isTrue();
        assertThat(window.contains(Instant.parse("2026-04-21T16:00:00Z"))).isFalse();
    }

    @Test
    void no_days_are_every_day() {
        TimeWindow window = TimeWindow.parse(List.of(), "09:00", "17:00", "UTC");

        assertThat(window.contains(Instant.parse("2026-04-26T12:00:00Z"))).isTrue();
        assertThat(window.days()).hasSize(7);
    }

    @Property
    void always_is_always(@ForAll @LongRange(min = 0, max = 253_402_300_799L) long second) {
        assertThat(TimeWindow.ALWAYS.contains(Instant.ofEpochSecond(second))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9:00", "09:00:00", "24:00", "09:60", "0900", "ab:cd", "+9:00", "09:0\u0661", "09-00"})
    void a_time_that_is_not_on_the_clock_is_refused(String time) {
        assertThatThrownBy(() -> TimeWindow.parse(List.of(), time, "17:00", ""))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("like 09:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+02:00", "GMT+2", "UTC+1", "europe/amsterdam", "Z", "Mars/Olympus"})
    void a_zone_that_the_database_does_not_hold_is_refused(String zone) {
        assertThatThrownBy(() -> TimeWindow.parse(List.of(), "09:00", "17:00", zone))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("Europe/Amsterdam");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mon", "monday", "1", ""})
    void a_day_of_another_name_is_refused(String day) {
        assertThatThrownBy(() -> TimeWindow.parse(List.of(day), "09:00", "17:00", ""))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("mon, tue");
    }
}
