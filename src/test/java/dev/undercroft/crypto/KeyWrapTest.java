package dev.undercroft.crypto;

import static dev.undercroft.crypto.CryptoFixture.aesKey;
import static dev.undercroft.crypto.CryptoFixture.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.crypto.SecretKey;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyWrapTest {

    private static final SecretKey WRAPPING_KEY = aesKey("5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8");

    @ParameterizedTest
    @CsvSource({
        "c37b7e6492584340bed12207808941155068f738, 138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a",
        "466f7250617369, afbeb0f07dfbf5419200f2ccb50bb24f"
    })
    void the_examples_of_rfc_5649_section_6_wrap_and_unwrap(String key, String wrapped) {
        assertThat(KeyWrap.wrap(WRAPPING_KEY, hex(key))).isEqualTo(hex(wrapped));
        assertThat(KeyWrap.unwrap(WRAPPING_KEY, hex(wrapped))).isEqualTo(hex(key));
    }

    @Test
    void a_key_of_256_bits_becomes_40_bytes() {
        assertThat(KeyWrap.wrap(WRAPPING_KEY, new byte[32])).hasSize(40).hasSize(KeyWrap.WRAPPED_BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 15, 16, 17, 39, 41, 48})
    void another_length_does_not_unwrap(int length) {
        assertThatThrownBy(() -> KeyWrap.unwrap(WRAPPING_KEY, new byte[length])).isInstanceOf(SealException.class);
    }

    @Property(tries = 500)
    void any_flipped_bit_is_noticed(@ForAll @Size(32) byte[] key, @ForAll @IntRange(max = 319) int bit) {
        byte[] wrapped = KeyWrap.wrap(WRAPPING_KEY, key);

        wrapped[bit / 8] ^= (byte) (1 << bit % 8);

        assertThatThrownBy(() -> KeyWrap.unwrap(WRAPPING_KEY, wrapped))
                .isInstanceOf(SealException.class)
                .hasNoCause();
    }
}
