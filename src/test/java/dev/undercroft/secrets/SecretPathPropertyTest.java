package dev.undercroft.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Holds the grammar of paths against a regular expression that spells it out. */
class SecretPathPropertyTest {

    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9_-]+(/[a-z0-9_-]+){0,9}");

    @Property(tries = 20_000)
    void aTextIsAPathExactlyWhenTheGrammarSaysSo(@ForAll("texts") String text) {
        boolean expected = text.length() <= 512 && GRAMMAR.matcher(text).matches();

        Statistics.collect(expected);
        Statistics.coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 5);
            coverage.check(false).percentage(share -> share > 5);
        });
        if (expected) {
            assertThat(SecretPath.parse(text).value()).isEqualTo(text);
        } else {
            assertThatThrownBy(() -> SecretPath.parse(text))
                    .isInstanceOfSatisfying(
                            Problem.class, refused -> assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_PATH));
        }
    }

    @Property
    void noCharacterOutsideTheAlphabetGetsIn(@ForAll char character) {
        boolean known = "abcdefghijklmnopqrstuvwxyz0123456789-_".indexOf(character) >= 0;

        if (known) {
            assertThat(SecretPath.parse("a" + character).value()).hasSize(2);
        } else {
            assertThatThrownBy(() -> SecretPath.parse("a" + character + (character == '/' ? "/" : "") + "b"))
                    .isInstanceOf(Problem.class);
        }
    }

    @Property
    void aRefusalNeverHoldsAControlCharacter(@ForAll String text) {
        try {
            SecretPath.parse(text);
        } catch (Problem refused) {
            assertThat(refused.getMessage() + refused.details().get("path").toString())
                    .matches(shown -> shown.chars().noneMatch(Character::isISOControl));
        }
    }

    // Mostly right, so that the border is met from both sides.
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> segment =
                Arbitraries.strings().withChars("abz09-_").ofMinLength(1).ofMaxLength(8);
        Arbitrary<String> odd = Arbitraries.of("", ".", "..", "A", "a b", "\u00e4", "%2f", "a;b", "x".repeat(256));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(30, segment), net.jqwik.api.Tuple.of(1, odd))
                .list()
                .ofMinSize(0)
                .ofMaxSize(12)
                .map(segments -> String.join("/", segments));
    }
}
