package dev.undercroft.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobSyntaxTest {

    @ParameterizedTest
    @CsvSource({
        "'', use ** to match every path",
        "/app, begins or ends with a slash",
        "app/, begins or ends with a slash",
        "/, begins or ends with a slash",
        "app//key, single slashes",
        "./app, write the path out",
        "app/../key, write the path out",
        "app/**key, ** must stand alone",
        "app**/key, ** must stand alone",
        "***, ** must stand alone",
        "app/**?, ** must stand alone",
        "'app/my key', a space or a control character"
    })
    void what_is_no_pattern_is_refused_with_the_way_to_mend_it(String text, String hint) {
        assertThatThrownBy(() -> Glob.compile(text))
                .isInstanceOf(InvalidGlobException.class)
                .hasMessageContaining(hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app\t", "app\n", "a\u0000b", "a\u00a0b", "a\u200bb", "a\u202eb", "\u2003"})
    void characters_that_a_reviewer_does_not_see_are_refused(String text) {
        assertThatThrownBy(() -> Glob.compile(text))
                .isInstanceOf(InvalidGlobException.class)
                .hasMessageContaining("a space or a control character");
    }

    @Test
    void a_pattern_of_512_characters_is_the_longest() {
        assertThat(Glob.compile("a".repeat(512)).text()).hasSize(512);
        assertThatThrownBy(() -> Glob.compile("a".repeat(513)))
                .isInstanceOf(InvalidGlobException.class)
                .hasMessageContaining("at most 512");
    }

    @Test
    void a_pattern_of_32_segments_is_the_deepest() {
        assertThat(Glob.compile(segments(32)).matches(segments(32))).isTrue();
        assertThatThrownBy(() -> Glob.compile(segments(33)))
                .isInstanceOf(InvalidGlobException.class)
                .hasMessageContaining("at most 32");
    }

    @Property
    void no_text_gives_another_exception(@ForAll String text) {
        try {
            assertThat(Glob.compile(text).text()).isEqualTo(text);
        } catch (InvalidGlobException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static String segments(int count) {
        return String.join("/", Collections.nCopies(count, "a"));
    }
}
