package dev.undercroft.entries;

import dev.undercroft.web.Problem;
import java.util.Set;

/** Closed sets of texts. */
final class OneOf {

    private OneOf() {}

    /** The text, one of the set or null; throws a {@code validation_error} for others. */
    static String check(String field, String text, Set<String> known) {
        if (text != null && !known.contains(text)) {
            throw Problem.ofField(
                    field,
                    "must be one of "
                            + String.join(", ", known.stream().sorted().toList()) + ".");
        }
        return text;
    }
}
