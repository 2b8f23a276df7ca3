package dev.undercroft.policy;

/**
 * One segment of a {@link Glob}, matched against one segment of a path. Immutable and thread safe.
 *
 * <p>{@link #ANY_SEGMENTS} is a marker that stands for a run of segments; {@link Glob} treats it itself.
 */
final class GlobSegment {

    /** The marker for {@code **}, known by identity: no segment of a pattern can hold this text. */
    static final GlobSegment ANY_SEGMENTS = new GlobSegment("/");

    /** {@code *} here is a run of zero or more: the "at least one" of the language is written as {@code ?*}. */
    private final String pattern;

    private GlobSegment(String pattern) {
        this.pattern = pattern;
    }

    static GlobSegment of(String text) {
        return new GlobSegment(text.replace("*", "?*"));
    }

    /**
     * Tells whether the path's characters from {@code start} up to {@code end} match. The usual greedy walk: only the
     * last star is ever widened, so the steps are bounded by the product of the two lengths.
     */
    boolean matches(CharSequence path, int start, int end) {
        int next = 0;
        int at = start;
        int resumeNext = -1;
        int resumeAt = -1;
        while (at < end) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                next++;
                resumeNext = next;
                resumeAt = at;
            } else if (next < pattern.length() && matchesOne(pattern.charAt(next), path.charAt(at))) {
                next++;
                at++;
            } else if (resumeNext >= 0) {
                resumeAt++;
                next = resumeNext;
                at = resumeAt;
            } else {
                return false;
            }
        }
        while (next < pattern.length() && pattern.charAt(next) == '*') {
            next++;
        }
        return next == pattern.length();
    }

    private static boolean matchesOne(char wanted, char found) {
        return wanted == '?' || wanted == found;
    }
}
