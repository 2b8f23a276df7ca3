package dev.undercroft.crypto;

import static dev.undercroft.crypto.CryptoFixture.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** RFC 5869 appendix A, the cases with SHA-256. */
class HkdfVectorsTest {

    @Test
    void test_case_1_basic() {
        assertDerives(
                "0b".repeat(22),
                ascending(0x00, 0x0c),
                ascending(0xf0, 0xf9),
                "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    @Test
    void test_case_2_longer_input_and_output() {
        assertDerives(
                ascending(0x00, 0x4f),
                ascending(0x60, 0xaf),
                ascending(0xb0, 0xff),
                "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                        + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
    }

    @Test
    void test_case_3_without_salt_and_info() {
        assertDerives(
                "0b".repeat(22),
                "",
                "",
                "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @Test
    void more_than_255_blocks_are_refused() {
        byte[] key = new byte[32];

        assertThat(Hkdf.expand(key, new byte[0], 255 * 32)).hasSize(255 * 32);
        assertThatThrownBy(() -> Hkdf.expand(key, new byte[0], 255 * 32 + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertDerives(
            String inputKey, String salt, String info, String pseudorandomKey, String output) {
        assertThat(Hkdf.extract(hex(inputKey), hex(salt))).isEqualTo(hex(pseudorandomKey));
        assertThat(Hkdf.expand(hex(pseudorandomKey), hex(info), output.length() / 2))
                .isEqualTo(hex(output));
        assertThat(Hkdf.derive(hex(inputKey), hex(salt), hex(info), output.length() / 2))
                .isEqualTo(hex(output));
    }

    private static String ascending(int first, int last) {
        StringBuilder hex = new StringBuilder();
        for (int value = first; value <= last; value++) {
            hex.append(String.format("%02x", value));
        }
        return hex.toString();
    }
}
