package dev.undercroft.entries;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as paths and bodies hold them. */
final class Ids {

    // UUID.fromString takes shorter groups too, so that one id would have several spellings.
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Ids() {}

    /** Whether the text is an id at all. */
    static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    /** The id; a text that is none can't name anything, so it throws the problem that says so. */
    static UUID of(String text, ProblemCode notFound) {
        if (!isId(text)) {
            throw new Problem(notFound);
        }
        return UUID.fromString(text);
    }
}
