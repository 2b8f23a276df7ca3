package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of RFC 6238, appendix B, for SHA-1, cut to the six digits that authenticators show. */
class OneTimeCodesTest {

    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codesAreThePublishedOnes(long second, String published) {
        assertThat(OneTimeCodes.code(SECRET, Instant.ofEpochSecond(second))).isEqualTo(published.substring(2));
    }

    @Test
    void aCodeHoldsForTheRestOfItsThirtySeconds() {
        assertThat(OneTimeCodes.remainingSeconds(Instant.ofEpochSecond(60))).isEqualTo(30);
        assertThat(OneTimeCodes.remainingSeconds(Instant.ofEpochMilli(89_999))).isEqualTo(1);
        assertThat(OneTimeCodes.code(SECRET, Instant.ofEpochSecond(60)))
                .isEqualTo(OneTimeCodes.code(SECRET, Instant.ofEpochMilli(89_999)))
                .isNotEqualTo(OneTimeCodes.code(SECRET, Instant.ofEpochSecond(90)));
    }
}
