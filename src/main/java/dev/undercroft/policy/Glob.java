package dev.undercroft.policy;

import java.util.List;

/**
 * A pattern over whole secret paths (secrets specification, section 5.2, with the choices made there).
 *
 * <ul>
 *   <li>{@code *} is a run of at least one character but {@code /}, also as a part of a segment: {@code app-*}
 *   <li>{@code ?} is exactly one character but {@code /}
 *   <li>{@code **} as a whole segment is any number of segments: one or more in front ({@code **}{@code /key}), zero or
 *       more in the middle and at the end (so {@code app/**} matches {@code app}); alone it matches everything
 * </ul>
 *
 * <p>A pattern may hold characters that no path can; those never match. Immutable, thread safe, equal by text. Matching
 * allocates nothing and takes at most about pattern length times path length steps: policies are written by tenants, so
 * no pattern may be a way to stall the service.
 */
public final class Glob {

    private static final String ANY_SEGMENTS = "**";

    private final String text;
    private final List<GlobSegment> segments;

    private Glob(String text, List<GlobSegment> segments) {
        this.text = text;
        this.segments = segments;
    }

    /**
     * Reads a pattern.
     *
     * @param text at most 512 characters in at most 32 segments, without a slash at either end
     * @return the pattern, ready to match
     * @throws InvalidGlobException when the text is no pattern; the message says how to mend it
     */
    public static Glob compile(String text) {
        return new Glob(text, GlobSyntax.segments(text));
    }

    /**
     * Tells whether the pattern matches the whole of a path.
     *
     * @param path a valid secret path: segments joined by single slashes, none at either end
     */
    public boolean matches(CharSequence path) {
        int next = 0;
        int start = 0;
        int resumeAt = -1;
        int resumeStart = -1;
        // Only the last "**" is ever widened: whatever an earlier one could swallow, the last one can swallow as well.
        // So each segment of the pattern meets each segment of the path once at most.
        while (start <= path.length()) {
            if (next < segments.size() && segments.get(next) == GlobSegment.ANY_SEGMENTS) {
                next++;
                if (next == segments.size()) {
                    return true;
                }
                resumeAt = next;
                resumeStart = start;
                continue;
            }
            int end = segmentEnd(path, start);
            if (next < segments.size() && segments.get(next).matches(path, start, end)) {
                next++;
                start = end + 1;
            } else if (resumeAt >= 0) {
                resumeStart = segmentEnd(path, resumeStart) + 1;
                next = resumeAt;
                start = resumeStart;
            } else {
                return false;
            }
        }
        return onlyAnySegmentsFrom(next);
    }

    /** Tells whether this is {@code **}, which matches every path. */
    public boolean matchesEverything() {
        return text.equals(ANY_SEGMENTS);
    }

    /** The pattern as it was written. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && text.equals(glob.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private boolean onlyAnySegmentsFrom(int first) {
        for (int index = first; index < segments.size(); index++) {
            if (segments.get(index) != GlobSegment.ANY_SEGMENTS) {
                return false;
            }
        }
        return true;
    }

    private static int segmentEnd(CharSequence path, int start) {
        int end = start;
        while (end < path.length() && path.charAt(end) != '/') {
            end++;
        }
        return end;
    }
}
