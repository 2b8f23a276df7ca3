package dev.undercroft.policy;

import java.util.ArrayList;
import java.util.List;

/** The grammar of {@link Glob}: refuses what is no pattern and cuts the rest into segments. Stateless. */
final class GlobSyntax {

    private static final int MAXIMUM_LENGTH = 512;
    private static final int MAXIMUM_SEGMENTS = 32;

    private GlobSyntax() {}

    static List<GlobSegment> segments(String text) {
        checkText(text);
        String[] parts = text.split("/", -1);
        if (parts.length > MAXIMUM_SEGMENTS) {
            throw new InvalidGlobException("the pattern has too many segments; use at most " + MAXIMUM_SEGMENTS);
        }
        List<GlobSegment> segments = new ArrayList<>(parts.length + 1);
        for (String part : parts) {
            checkSegment(part);
            if (!part.equals("**")) {
                segments.add(GlobSegment.of(part));
                continue;
            }
            if (segments.isEmpty() && parts.length > 1) {
                // A leading "**/" is one segment or more: one here, any number after it.
                segments.add(GlobSegment.of("*"));
            }
            segments.add(GlobSegment.ANY_SEGMENTS);
        }
        return List.copyOf(segments);
    }

    private static void checkText(String text) {
        if (text.isEmpty()) {
            throw new InvalidGlobException("the pattern is empty; use ** to match every path");
        }
        if (text.length() > MAXIMUM_LENGTH) {
            throw new InvalidGlobException("the pattern is too long; use at most " + MAXIMUM_LENGTH + " characters");
        }
        if (text.startsWith("/") || text.endsWith("/")) {
            throw new InvalidGlobException("the pattern begins or ends with a slash; leave it out, like app/**");
        }
        if (text.chars().anyMatch(GlobSyntax::isInvisible)) {
            throw new InvalidGlobException("the pattern holds a space or a control character; leave it out");
        }
    }

    private static void checkSegment(String segment) {
        if (segment.isEmpty()) {
            throw new InvalidGlobException("the pattern has an empty segment; use single slashes");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw new InvalidGlobException("the pattern has a segment . or ..; write the path out");
        }
        if (segment.contains("**") && !segment.equals("**")) {
            throw new InvalidGlobException(
                    "** must stand alone between slashes, like app/**/key; use * within a segment");
        }
    }

    // Invisible format characters as well: a pattern must be what a reviewer sees.
    private static boolean isInvisible(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT;
    }
}
