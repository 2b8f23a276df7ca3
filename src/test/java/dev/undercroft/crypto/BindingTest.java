package dev.undercroft.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingTest {

    private static final byte FORMAT = 1;

    @Property(tries = 5_000)
    void different_bindings_give_different_associated_data(
            @ForAll("bindings") Binding first, @ForAll("bindings") Binding second) {
        boolean sameBytes = Arrays.equals(first.associatedData(FORMAT), second.associatedData(FORMAT));

        assertThat(sameBytes).isEqualTo(first.equals(second));
    }

    @Test
    void a_character_that_moves_to_the_next_field_changes_the_associated_data() {
        Binding first = new Binding("tnt_a", "bc", "d", 1);
        Binding second = new Binding("tnt_a", "b", "cd", 1);

        assertThat(first.associatedData(FORMAT)).isNotEqualTo(second.associatedData(FORMAT));
    }

    @Test
    void another_format_gives_other_associated_data() {
        Binding binding = new Binding("tnt_a", "secret", "d", 1);

        assertThat(binding.associatedData((byte) 1)).isNotEqualTo(binding.associatedData((byte) 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xd800, 0xdbff, 0xdc00, 0xdfff})
    void a_text_that_utf_8_can_not_hold_is_refused(int surrogate) {
        Binding binding = new Binding("tnt_a", "secret", "x" + (char) surrogate, 1);

        assertThatThrownBy(() -> binding.associatedData(FORMAT)).isInstanceOf(IllegalArgumentException.class);
    }

    // Few letters and short texts, so that fields often run into each other.
    @Provide
    Arbitrary<Binding> bindings() {
        Arbitrary<String> text =
                Arbitraries.strings().withChars('a', '\u0000', '\u00fc').ofMaxLength(2);
        return Combinators.combine(text, text, text, Arbitraries.of(0L, 1L, 256L, -1L))
                .as(Binding::new);
    }
}
