package dev.undercroft.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts the characters that matching looks at; a clock would measure the machine. */
class GlobCostTest {

    @ParameterizedTest
    @ValueSource(strings = {"*a*a*a*a*a*a*a*a*a*a*b", "?*?*?*?*?*?*?*?*?*?*b", "a*aa*aaa*aaaa*aaaaa*b"})
    void stars_within_a_segment_cost_no_more_than_the_product_of_the_lengths(String pattern) {
        assertCostIsBounded(pattern, "a".repeat(512));
    }

    @Test
    void runs_of_segments_cost_no_more_than_the_product_of_the_lengths() {
        String pattern = String.join("/", Collections.nCopies(15, "**/a")) + "/b";

        assertCostIsBounded(pattern, String.join("/", Collections.nCopies(256, "a")));
    }

    @Test
    void runs_of_segments_mixed_with_stars_cost_no_more_than_the_product_of_the_lengths() {
        String pattern = String.join("/", Collections.nCopies(12, "**/*a*a*b*")) + "/c";

        assertCostIsBounded(pattern, String.join("/", Collections.nCopies(50, "aaaabaaaab")));
    }

    @Property(tries = 2_000)
    void no_pattern_costs_more_on_any_path(@ForAll("patterns") String pattern, @ForAll("paths") String path) {
        assertCostIsBounded(pattern, path);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of("**", "*a*", "*a*b", "a*", "?*a", "a", "b*a*")
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(segments -> String.join("/", segments));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "aaa", "aaaaaaab", "baaaaaaa", "b")
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(segments -> String.join("/", segments));
    }

    // A star counts twice ("?*" inside), a character is looked at once to find the segment's end and once to compare
    // it,
    // and a widened run of segments finds the end of its first segment again.
    private static void assertCostIsBounded(String pattern, String path) {
        CountedPath counted = new CountedPath(path);

        Glob.compile(pattern).matches(counted);

        assertThat(counted.reads()).isLessThanOrEqualTo(4L * (pattern.length() + 1) * (path.length() + 1));
    }

    private static final class CountedPath implements CharSequence {

        private final String path;
        private long reads;

        CountedPath(String path) {
            this.path = path;
        }

        long reads() {
            return reads;
        }

        @Override
        public char charAt(int index) {
            reads++;
            return path.charAt(index);
        }

        @Override
        public int length() {
            return path.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException("matching must not copy");
        }
    }
}
