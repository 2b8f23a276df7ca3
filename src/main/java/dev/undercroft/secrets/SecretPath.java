package dev.undercroft.secrets;

import dev.undercroft.web.Printable;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;

/**
 * The path of a secret: up to 10 segments of {@code a-z0-9_-}, 512 characters in all (secrets specification, section
 * 1.2). Capitals are refused, never folded. Immutable.
 */
public record SecretPath(String value) {

    private static final int LONGEST = 512;
    private static final int DEEPEST = 10;

    /** The path; throws {@code invalid_path} that says which rule it breaks. */
    public static SecretPath parse(String text) {
        String broken = brokenRule(text);
        if (!broken.isEmpty()) {
            String shown = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
            throw new Problem(ProblemCode.INVALID_PATH, "The path " + broken).with("path", Printable.only(shown));
        }
        return new SecretPath(text);
    }

    /** The path of a secret to be made; throws {@code invalid_path} for one that an operation's route would hide. */
    public SecretPath creatable() {
        if (value.equals("metadata") || value.startsWith("metadata/")) {
            throw reserved("must not begin with the segment 'metadata'");
        }
        if (value.equals("expiring")) {
            throw reserved("must not be 'expiring'");
        }
        if (value.equals("versions") || value.endsWith("/versions")) {
            throw reserved("must not end with the segment 'versions'");
        }
        return this;
    }

    private Problem reserved(String rule) {
        return new Problem(
                        ProblemCode.INVALID_PATH,
                        "The path " + rule + ", since an operation has that address; choose another.")
                .with("path", value);
    }

    private static String brokenRule(String text) {
        if (text.isEmpty()) {
            return "is empty; name the secret.";
        }
        if (text.length() > LONGEST) {
            return "has more than 512 characters; shorten it.";
        }
        int segments = 1;
        char before = '/';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/') {
                if (before == '/') {
                    return i == 0 ? "begins with a slash; leave it out." : "has an empty segment; use single slashes.";
                }
                segments++;
            } else if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_')) {
                return "has a character other than a-z, 0-9, '-', '_' and '/' at position " + (i + 1) + "; replace it.";
            }
            before = c;
        }
        if (before == '/') {
            return "ends with a slash; leave it out.";
        }
        return segments > DEEPEST ? "has more than 10 segments; use fewer." : "";
    }
}
