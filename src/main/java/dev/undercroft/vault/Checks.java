package dev.undercroft.vault;

import dev.undercroft.web.Problem;
import java.util.Base64;
import java.util.List;

/** What fields of bodies must look like. */
final class Checks {

    /** The detail that says which part of a request is wrong, where it is not the body. */
    static final String IN = "in";

    static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    static final String UUID_RULE = "must be a UUID in lower case with hyphens.";
    static final String HASH = "[0-9a-f]{64}";
    static final String HASH_RULE = "must be 64 hexadecimal digits in lower case.";
    static final int LONGEST_NAME = 255;
    static final String NAME_RULE = "must have 1 to 255 characters.";
    static final int LONGEST_DESCRIPTION = 4096;
    static final String DESCRIPTION_RULE = "must have at most 4096 characters.";
    static final String SECRET_TYPES = "login|api_key|key_pair|ssh_key|other";

    private Checks() {}

    /** The bytes of a base64 text with padding; throws a {@code validation_error} of the field for any other text. */
    static byte[] base64(String field, String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            // The decoder takes texts that lack their padding, which some clients do not.
            if (text.length() % 4 == 0) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            throw base64Expected(field);
        }
        throw base64Expected(field);
    }

    private static Problem base64Expected(String field) {
        return Problem.ofField(field, "must be base64 of the standard alphabet, with padding.");
    }

    /** A {@code validation_error} about a parameter of the query. */
    static Problem ofQuery(String parameter, String howToMend) {
        return Problem.ofField(parameter, howToMend).with(IN, "query");
    }

    /** Throws a {@code validation_error} for a filter that is no type of secrets; null is none. */
    static void secretType(String asked) {
        if (asked != null && !List.of(SECRET_TYPES.split("\\|")).contains(asked)) {
            throw ofQuery("secret_type", "must be one of " + SECRET_TYPES.replace("|", ", ") + ".");
        }
    }
}
