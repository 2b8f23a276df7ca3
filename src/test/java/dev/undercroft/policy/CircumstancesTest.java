package dev.undercroft.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircumstancesTest {

    private static final Instant NOW = Instant.parse("2026-04-23T14:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-04-23T14:00:00Z, true",
        "2026-04-23T13:45:00Z, true",
        "2026-04-23T13:44:59.999Z, false",
        "2026-04-23T14:01:00Z, true",
        "2026-04-23T14:01:00.001Z, false"
    })
    void a_second_factor_is_fresh_within_its_maximum_age_and_a_minute_of_clock_skew(
            Instant verified, boolean expected) {
        Circumstances circumstances = Circumstances.at(NOW).withMfa(verified, Duration.ofMinutes(15));

        assertThat(circumstances.mfaFresh()).isEqualTo(expected);
    }

    @Test
    void a_second_factor_that_was_never_proved_is_not_fresh_however_long_the_maximum_age() {
        Circumstances circumstances = Circumstances.at(NOW).withMfa(Circumstances.NO_MFA, Duration.ofDays(36_525));

        assertThat(circumstances.mfaFresh()).isFalse();
    }
}
