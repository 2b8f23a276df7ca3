package dev.undercroft.policy;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;

/** The text forms in a {@link TimeWindow}. Stateless. */
final class TimeWindowText {

    private static final Map<String, DayOfWeek> DAYS = Map.of(
            "mon", DayOfWeek.MONDAY,
            "tue", DayOfWeek.TUESDAY,
            "wed", DayOfWeek.WEDNESDAY,
            "thu", DayOfWeek.THURSDAY,
            "fri", DayOfWeek.FRIDAY,
            "sat", DayOfWeek.SATURDAY,
            "sun", DayOfWeek.SUNDAY);

    private TimeWindowText() {}

    static DayOfWeek day(String text) {
        if (!DAYS.containsKey(text)) {
            throw new InvalidPolicyException("use days of mon, tue, wed, thu, fri, sat or sun");
        }
        return DAYS.get(text);
    }

    static LocalTime time(String text) {
        boolean shaped = text.length() == 5 && text.charAt(2) == ':';
        if (!shaped) {
            throw malformedTime();
        }
        int hour = twoDigits(text, 0);
        int minute = twoDigits(text, 3);
        if (hour > 23 || minute > 59) {
            throw malformedTime();
        }
        return LocalTime.of(hour, minute);
    }

    // Only names of the database: ZoneId.of would also take offsets, whose sign people get wrong.
    static ZoneId zone(String text) {
        if (text.isEmpty()) {
            return ZoneOffset.UTC;
        }
        if (!ZoneRulesProvider.getAvailableZoneIds().contains(text)) {
            throw new InvalidPolicyException("use a zone of the IANA database, like Europe/Amsterdam or UTC");
        }
        return ZoneId.of(text);
    }

    private static int twoDigits(String text, int from) {
        char tens = text.charAt(from);
        char ones = text.charAt(from + 1);
        if (tens < '0' || tens > '9' || ones < '0' || ones > '9') {
            throw malformedTime();
        }
        return (tens - '0') * 10 + (ones - '0');
    }

    private static InvalidPolicyException malformedTime() {
        return new InvalidPolicyException("use a wall time of 24 hours from 00:00 to 23:59, like 09:00");
    }
}
