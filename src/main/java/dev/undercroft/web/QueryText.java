package dev.undercroft.web;

import dev.undercroft.clock.Timestamps;
import java.time.Instant;

/** Query parameters, read strictly: what can't be read is a {@code validation_error} that names the parameter. */
public final class QueryText {

    private QueryText() {}

    /** A whole number of at most nine digits, without a sign. */
    public static int wholeNumber(String name, String text) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Problem.ofField(name, "must be a whole number.");
        }
        return Integer.parseInt(text);
    }

    /** {@code true} or {@code false}; absent means false. */
    public static boolean flag(String name, String text) {
        if (text == null || text.isEmpty() || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw Problem.ofField(name, "must be true or false.");
    }

    /** An ISO 8601 time with its offset. */
    public static Instant time(String name, String text) {
        try {
            // A plus sign of an offset arrives as a space from clients that forget to encode it.
            return Timestamps.parse(text.replace(' ', '+'));
        } catch (IllegalArgumentException invalid) {
            throw Problem.ofField(name, "must be an ISO 8601 time like 2026-04-23T14:00:00Z.");
        }
    }
}
