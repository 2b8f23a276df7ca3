package dev.undercroft.secrets;

import dev.undercroft.policy.Glob;
import dev.undercroft.policy.PathFilter;

/** A path glob as a regular expression of PostgreSQL, so that rows are filtered where they are. */
final class GlobSql {

    // Each brings its own slash, so that none at all leaves none behind.
    private static final String ANY_SEGMENTS = "(?:/[^/]+)*";

    private GlobSql() {}

    /** For {@code path ~ ANY(...)}: matches exactly the valid paths that the filter passes. */
    static String[] regexes(PathFilter filter) {
        return filter.patterns().stream().map(GlobSql::regex).toArray(String[]::new);
    }

    /** Matches exactly the valid paths that the glob matches. */
    static String regex(Glob glob) {
        if (glob.matchesEverything()) {
            return "^";
        }
        var regex = new StringBuilder("^");
        String[] segments = glob.text().split("/");
        for (int i = 0; i < segments.length; i++) {
            boolean anySegments = segments[i].equals("**");
            if (i == 0 && anySegments) {
                // One or more segments: one here, any number after it.
                regex.append("[^/]+").append(ANY_SEGMENTS);
            } else if (anySegments) {
                regex.append(ANY_SEGMENTS);
            } else {
                regex.append(i == 0 ? "" : "/");
                segment(segments[i], regex);
            }
        }
        return regex.append('$').toString();
    }

    private static void segment(String glob, StringBuilder regex) {
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*') {
                regex.append("[^/]+");
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (Character.isLetterOrDigit(c) || c == '_' || c == '-') {
                regex.append(c);
            } else {
                regex.append('\\').append(c);
            }
        }
    }
}
