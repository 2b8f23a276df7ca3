package dev.undercroft.entries;

import java.util.regex.Pattern;

/**
 * Lines of an export (entries specification, section 10). A POSIX shell reads every value back byte for byte; so do
 * readers of {@code .env} files, but for what docs/entries.md names. No value adds or changes another variable, whoever
 * reads it.
 */
final class EnvLine {

    // Needs no quotes anywhere; '~' would mean a home directory.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

    private EnvLine() {}

    /** A comment; whatever could begin a new line in the texts is a space. */
    static String comment(String category, String entry, String environment) {
        String ending = environment == null ? "" : " (" + environment + ")";
        return "# " + oneLine(category) + " \u2014 " + oneLine(entry) + ending + "\n";
    }

    /** The assignment of a value to a variable. */
    static String assignment(String variable, String value) {
        return variable + "=" + quoted(value) + "\n";
    }

    private static String oneLine(String text) {
        return LINE_BREAKS.matcher(text).replaceAll(" ");
    }

    private static String quoted(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        if (value.indexOf('\'') < 0) {
            // Everything between single quotes stands for itself.
            return '\'' + value + '\'' + guard(value, '\'');
        }
        return '"' + escaped(value) + '"' + guard(value, '"');
    }

    /** Inside double quotes a shell takes a backslash away before these alone. */
    private static String escaped(String value) {
        var text = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' || c == '"' || c == '$' || c == '`') {
                text.append('\\');
            }
            text.append(c);
        }
        return text.toString();
    }

    /**
     * Some readers take a backslash before the closing quote for an escape and would read on into the lines below; the
     * comment gives them a quote to stop at.
     */
    private static String guard(String value, char quote) {
        return value.endsWith("\\") ? " #" + quote : "";
    }
}
