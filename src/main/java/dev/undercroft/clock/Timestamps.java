package dev.undercroft.clock;

import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;

/**
 * Timestamps as the wire writes them: ISO 8601 in UTC, whole seconds in bodies, microseconds in the trail and in events
 * (secrets specification, section 1.1), milliseconds at the entries door. Stateless and thread safe.
 */
public final class Timestamps {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant AFTER_LAST =
            Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1);

    // Strict: ISO_OFFSET_DATE_TIME would also take lower-case letters, a missing second and offsets with seconds.
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(NANO_OF_SECOND, 0, 9, true)
            .appendOffset("+HH:MM", "Z")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Timestamps() {}

    /**
     * Reads a timestamp with its offset.
     *
     * @param text date, time to the second, up to nine digits of fraction, and {@code Z} or {@code +hh:mm}
     * @return the instant, within the years 1970 to 9999 in UTC
     * @throws InvalidTimestampException when the text is anything else, also when no such day exists
     */
    public static Instant parse(String text) {
        Instant instant = read(text);
        if (instant.isBefore(FIRST) || !instant.isBefore(AFTER_LAST)) {
            throw new InvalidTimestampException("use a timestamp within the years 1970 to 9999");
        }
        return instant;
    }

    /** The present, cut to the microsecond, to which the database keeps times. */
    public static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Writes an instant in UTC, cut (not rounded) to whole seconds: {@code 2026-04-23T14:00:00Z}. */
    public static String seconds(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Writes an instant in UTC with always six digits of fraction, cut there: {@code 2026-04-23T14:00:00.120000Z}. */
    public static String micros(Instant instant) {
        return MICROS.format(instant);
    }

    /** Writes an instant in UTC with always three digits of fraction, cut there: {@code 2026-04-23T14:00:00.120Z}. */
    public static String millis(Instant instant) {
        return MILLIS.format(instant);
    }

    private static Instant read(String text) {
        try {
            return READ.parse(text, Instant::from);
        } catch (DateTimeParseException unreadable) {
            // Without the cause: its message repeats the text.
            throw new InvalidTimestampException(
                    "use an ISO 8601 date and time with an offset, like 2026-04-23T14:00:00Z or +02:00 in place of Z");
        }
    }
}
