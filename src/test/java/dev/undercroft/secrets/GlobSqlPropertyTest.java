package dev.undercroft.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.policy.Glob;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** The pattern as the database filters by it means what the pattern means in memory. */
class GlobSqlPropertyTest {

    /** A tiny alphabet, so that patterns and paths meet often. */
    static Arbitrary<String> anyPattern() {
        Arbitrary<String> within = Arbitraries.strings()
                .withChars("ab-_*?.")
                .ofMinLength(1)
                .ofMaxLength(4)
                .filter(segment -> !segment.contains("**") && !segment.equals(".") && !segment.equals(".."));
        return Arbitraries.oneOf(within, within, Arbitraries.just("**"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(segments -> String.join("/", segments));
    }

    static Arbitrary<String> anyPath() {
        return Arbitraries.strings()
                .withChars("ab-_")
                .ofMinLength(1)
                .ofMaxLength(4)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(segments -> String.join("/", segments));
    }

    @Property(tries = 20_000)
    void theRegularExpressionFindsExactlyWhatThePatternMatches(
            @ForAll("patterns") String pattern, @ForAll("paths") String path) {
        Glob glob = Glob.compile(pattern);
        boolean expected = glob.matches(path);

        Statistics.collect(expected);
        Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 5));
        assertThat(Pattern.compile(GlobSql.regex(glob)).matcher(path).find())
                .as("%s on %s", pattern, path)
                .isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> patterns() {
        return anyPattern();
    }

    @Provide
    Arbitrary<String> paths() {
        return anyPath();
    }
}
