package dev.undercroft.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Compares the matcher with a slow regular expression that spells the language out. */
class GlobAgainstRegexPropertyTest {

    @Property(tries = 20_000)
    void a_pattern_matches_exactly_what_its_regular_expression_matches(
            @ForAll("patterns") String pattern, @ForAll("paths") String path) {
        boolean expected = regex(pattern).matcher("/" + path).matches();

        Statistics.collect(expected);
        Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 5));
        assertThat(Glob.compile(pattern).matches(path))
                .as("%s on %s", pattern, path)
                .isEqualTo(expected);
    }

    // A tiny alphabet, so that patterns and paths meet often.
    @Provide
    Arbitrary<String> patterns() {
        Arbitrary<String> within = Arbitraries.strings()
                .withChars("ab*?")
                .ofMinLength(1)
                .ofMaxLength(4)
                .filter(segment -> !segment.contains("**"));
        return Arbitraries.oneOf(within, within, Arbitraries.just("**"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(segments -> String.join("/", segments));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withChars("ab")
                .ofMinLength(1)
                .ofMaxLength(4)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(segments -> String.join("/", segments));
    }

    // Every segment is written with its leading slash, so that a run of segments is a plain repetition.
    private static Pattern regex(String glob) {
        List<String> segments = List.of(glob.split("/"));
        if (glob.equals("**")) {
            return Pattern.compile(".*");
        }
        StringBuilder regex = new StringBuilder();
        for (int index = 0; index < segments.size(); index++) {
            String segment = segments.get(index);
            if (segment.equals("**")) {
                regex.append(index == 0 ? "(/[^/]+)+" : "(/[^/]+)*");
            } else {
                regex.append('/').append(segment.replace("?", "[^/]").replace("*", "[^/]+"));
            }
        }
        return Pattern.compile(regex.toString());
    }
}
