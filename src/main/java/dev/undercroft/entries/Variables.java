package dev.undercroft.entries;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.web.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The names of a category's variables, which an export writes as they are: only what every reader takes for a name. */
final class Variables {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int LONGEST_NAME = 255;
    private static final int MOST_FIELDS = 100;

    private Variables() {}

    /** The name, or null; throws a {@code validation_error} for what is no name of a variable. */
    static String name(String field, String name) {
        if (name != null && (name.length() > LONGEST_NAME || !NAME.matcher(name).matches())) {
            throw Problem.ofField(
                    field, "must be the name of a variable: letters, digits and _, no digit first, at most 255.");
        }
        return name;
    }

    /** The names of a group's fields, each once, or null. */
    static String[] fields(List<String> names) {
        if (names == null) {
            return null;
        }
        if (names.size() > MOST_FIELDS) {
            throw Problem.ofField("fieldDefinitions", "must have at most 100 names.");
        }
        names.forEach(name -> name("fieldDefinitions", name));
        if (new HashSet<>(names).size() < names.size()) {
            throw Problem.ofField("fieldDefinitions", "must name each field once.");
        }
        return names.toArray(String[]::new);
    }

    /** The names of a group's fields in a change: left out, set to null, or set to names. Immutable. */
    static final class Change {

        private final boolean given;
        private final String[] names;

        private Change(boolean given, String[] names) {
            this.given = given;
            this.names = names;
        }

        /** The names as they were sent; throws a {@code validation_error} for what is neither names nor null. */
        static Change of(JsonNode sent) {
            if (sent == null || sent.isNull()) {
                return new Change(sent != null, null);
            }
            List<String> names = new ArrayList<>();
            for (JsonNode name : sent) {
                names.add(name.textValue());
            }
            if (!sent.isArray() || names.contains(null)) {
                throw Problem.ofField("fieldDefinitions", "must be an array of strings, or null.");
            }
            return new Change(true, fields(names));
        }

        /** The names after the change of what they were. */
        String[] over(String[] was) {
            return given ? names : was;
        }
    }
}
