package dev.undercroft.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Fields as {@code NAME=value} lines. A POSIX shell reads every value back to the byte; so do dotenv parsers, except for
 * values with a backslash, a carriage return, or a single quote beside one of {@code " $ `}, on which they disagree among
 * themselves.
 */
final class EnvText {

    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./:@%+,-]*");
    private static final Pattern NO_PART_OF_A_NAME = Pattern.compile("[^A-Za-z0-9_]");
    private static final Pattern SPECIAL_IN_QUOTES = Pattern.compile("[\"$`\\\\]");

    private EnvText() {}

    /** The lines; throws {@link ReadFailure} when two fields have one name, or a value holds what no variable can. */
    static String of(Collection<Snapshot> secrets) {
        var origins = new LinkedHashMap<String, String>();
        var lines = new StringBuilder();
        for (Snapshot secret : secrets) {
            for (Map.Entry<String, String> field :
                    SecretData.of(secret).fields().entrySet()) {
                String name = nameOf(field.getKey());
                String other = origins.put(name, secret.path());
                if (other != null) {
                    throw ReadFailure.refused(
                            secret.path() + ": the variable " + name + " has a value already (from " + other
                                    + "); read them into files of their own, or use --format json or files",
                            false);
                }
                if (field.getValue().indexOf('\u0000') >= 0) {
                    throw ReadFailure.refused(
                            secret.path() + ": the field of the variable " + name
                                    + " holds a zero byte, which no variable can; use --format json or files",
                            false);
                }
                lines.append(name).append('=').append(quoted(field.getValue())).append('\n');
            }
        }
        return lines.toString();
    }

    /** A name that shells take: what they don't is an underscore. */
    static String nameOf(String field) {
        String name = NO_PART_OF_A_NAME.matcher(field).replaceAll("_");
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /** The value, quoted where it has to be. */
    static String quoted(String value) {
        if (BARE.matcher(value).matches()) {
            return value;
        }
        if (value.indexOf('\'') < 0) {
            return "'" + value + "'";
        }
        return "\"" + SPECIAL_IN_QUOTES.matcher(value).replaceAll("\\\\$0") + "\"";
    }
}
