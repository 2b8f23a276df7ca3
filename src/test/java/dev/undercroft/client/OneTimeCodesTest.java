package dev.undercroft.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One-time codes, and the URIs that QR codes hold. */
class OneTimeCodesTest {

    private static final String SECRET = "JBSWY3DPEHPK3PXP";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "otpauth://totp/GitHub:u?secret=JBSWY3DPEHPK3PXP, GitHub, u, SHA1, 6, 30",
                "otpauth://totp/GitHub%3A%20u%40example.com?secret=jbswy3dpehpk3pxp, GitHub, u@example.com, SHA1, 6, 30",
                "otpauth://totp/u?secret=JBSWY3DPEHPK3PXP&issuer=Git%20Hub, Git Hub, u, SHA1, 6, 30",
                "otpauth://totp/A:u?secret=JBSWY3DPEHPK3PXP&issuer=B, B, u, SHA1, 6, 30",
                "otpauth://totp/A:b:c?secret=JBSWY3DPEHPK3PXP, A, b:c, SHA1, 6, 30",
                "otpauth://totp/a+b?secret=JBSWY3DPEHPK3PXP, '', a+b, SHA1, 6, 30",
                "otpauth://totp/?secret=JBSWY3DPEHPK3PXP, '', '', SHA1, 6, 30",
                "otpauth://totp?secret=JBSWY3DPEHPK3PXP, '', '', SHA1, 6, 30",
                "OTPAUTH://TOTP/u?secret=JBSWY3DPEHPK3PXP&image=x&algorithm=sha512&digits=8&period=60, '', u, SHA512, 8, 60",
                "otpauth://totp/u?algorithm=Sha256&secret=JBSWY3DPEHPK3PXP%3D%3D#x, '', u, SHA256, 6, 30"
            })
    void uris_are_read(String uri, String issuer, String account, TotpAlgorithm algorithm, int digits, int period) {
        Totp totp = Totp.parse(uri);

        assertThat(totp.secret()).startsWith(SECRET);
        assertThat(totp.issuer()).isEqualTo(issuer);
        assertThat(totp.accountName()).isEqualTo(account);
        assertThat(totp.algorithm()).isEqualTo(algorithm);
        assertThat(totp.digits()).isEqualTo(digits);
        assertThat(totp.period()).isEqualTo(period);
    }

    @ParameterizedTest
    @CsvSource({
        "https://totp/u?secret=JBSWY3DPEHPK3PXP, begin with otpauth://",
        "'', begin with otpauth://",
        "otpauth://hotp/u?secret=JBSWY3DPEHPK3PXP&counter=1, hotp",
        "otpauth://u?secret=JBSWY3DPEHPK3PXP, otpauth://totp/",
        "otpauth://totp/u, secret",
        "otpauth://totp/u?secret=, secret",
        "otpauth://totp/u?secret=JBSWY3DPEHPK3PX1, base32",
        "otpauth://totp/u?secret=JBSW%20Y3DP, no spaces",
        "otpauth://totp/u?secret=J, too short",
        "otpauth://totp/u?secret=JBSWY3DPEHPK3PXP&algorithm=md5, 'SHA1, SHA256 or SHA512'",
        "otpauth://totp/u?secret=JBSWY3DPEHPK3PXP&digits=7, 6 or 8",
        "otpauth://totp/u?secret=JBSWY3DPEHPK3PXP&digits=six, digits must be a whole number",
        "otpauth://totp/u?secret=JBSWY3DPEHPK3PXP&digits=-6, digits must be a whole number",
        "otpauth://totp/u?secret=JBSWY3DPEHPK3PXP&period=45, 30 or 60",
        "otpauth://totp/u?secret=JBSWY3DPEHPK3PXP&period=30.0, period must be a whole number",
        "otpauth://totp/%zz?secret=JBSWY3DPEHPK3PXP, percent"
    })
    void other_uris_are_told_what_is_wrong(String uri, String what) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Totp.parse(uri))
                .withMessageContaining(what)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("JBSW"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jbswy3dpehpk3pxp", "JbSwY3DPEHPK3PXP", "JBSWY3DPEHPK3PXP=======", "JBSWY3DPEHPK3PXPA"})
    void case_padding_and_left_over_bits_do_not_matter_when_reading(String secret) {
        Instant moment = Instant.ofEpochSecond(1_700_000_000);

        assertThat(Totp.of(secret).codeAt(moment)).isEqualTo(Totp.of(SECRET).codeAt(moment));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 30, 30", "29, 0, 30, 1", "30, 30, 60, 30", "31, 30, 60, 29"})
    void a_code_says_when_it_begins_and_ends(long now, long start, long end, int remaining) {
        TotpCode code = Totp.of(SECRET).codeAt(Instant.ofEpochSecond(now));

        assertThat(code.periodStart()).isEqualTo(start);
        assertThat(code.periodEnd()).isEqualTo(end);
        assertThat(code.secondsRemaining()).isEqualTo(remaining);
        assertThat(code.code()).hasSize(6).containsOnlyDigits();
    }

    @Test
    void a_clock_before_1970_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Totp.of(SECRET).codeAt(Instant.ofEpochSecond(-1)));
    }
}
