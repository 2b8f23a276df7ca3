package dev.undercroft.secrets;

import dev.undercroft.policy.Glob;

/** A path glob as a regular expression of PostgreSQL, so that rows are filtered where they are. */
final class GlobSql {

    private GlobSql() {}

    /** Matches exactly the valid paths that the glob matches. */
    static String regex(Glob glob) {
        if (glob.matchesEverything()) {
            return "^";
        }
        var regex = new StringBuilder("^");
        String[] segments = glob.text().split("/");
        boolean slash = false;
        for (int i = 0; i < segments.length; i++) {
            if (!segments[i].equals("**")) {
                regex.append(slash ? "/" : "");
                segment(segments[i], regex);
                slash = true;
            } else if (i == 0) {
                // One or more segments; what follows brings no slash of its own.
                regex.append(segments.length == 1 ? "[^/]+(?:/[^/]+)*" : "(?:[^/]+/)+");
                slash = segments.length == 1;
            } else {
                regex.append(slash ? "(?:/[^/]+)*" : "(?:[^/]+/)*");
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
