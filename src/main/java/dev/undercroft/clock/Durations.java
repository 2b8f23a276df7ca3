package dev.undercroft.clock;

import java.time.Duration;

/**
 * Durations as the wire writes them: a whole number and one unit, like {@code 90d} (secrets specification, section
 * 1.1).
 *
 * <p>A day is exactly 24 hours and a week exactly 7 days; calendars and daylight saving play no part. Stateless and
 * thread safe.
 */
public final class Durations {

    /** The longest duration that is read: 100 years of 365.25 days. */
    public static final Duration MAXIMUM = Duration.ofDays(36_525);

    private static final int MAXIMUM_DIGITS = 9;

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @param text one to nine digits and a unit of {@code s}, {@code m}, {@code h}, {@code d} or {@code w}
     * @return the duration, longer than nothing and at most {@link #MAXIMUM}
     * @throws InvalidDurationException when the text is anything else
     */
    public static Duration parse(String text) {
        int digits = text.length() - 1;
        if (digits < 1) {
            throw malformed();
        }
        if (digits > MAXIMUM_DIGITS) {
            throw new InvalidDurationException("the duration has too many digits; use at most 9 and a larger unit");
        }
        long amount = 0;
        for (int index = 0; index < digits; index++) {
            char digit = text.charAt(index);
            // Not Character.isDigit: that one takes the digits of every script.
            if (digit < '0' || digit > '9') {
                throw malformed();
            }
            amount = amount * 10 + (digit - '0');
        }
        return bounded(amount, secondsOf(text.charAt(digits)));
    }

    private static Duration bounded(long amount, long secondsOfUnit) {
        if (amount == 0) {
            throw new InvalidDurationException("the duration is zero; use a number of at least 1");
        }
        // Nine digits of weeks fit into a long many times over, so this can't overflow.
        Duration duration = Duration.ofSeconds(amount * secondsOfUnit);
        if (duration.compareTo(MAXIMUM) > 0) {
            throw new InvalidDurationException("the duration is too long; use at most 100 years, which is 36525d");
        }
        return duration;
    }

    private static long secondsOf(char unit) {
        return switch (unit) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            case 'w' -> 604_800;
            default -> throw malformed();
        };
    }

    private static InvalidDurationException malformed() {
        return new InvalidDurationException("use a whole number and a unit of s, m, h, d or w, like 90d");
    }
}
