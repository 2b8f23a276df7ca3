package dev.undercroft.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * A part of the week, in the wall time of one zone. Immutable and thread safe.
 *
 * <p>The end is exclusive. A window whose end is not after its start runs past midnight and belongs to the day on which
 * it starts; with both the same it lasts from then until the same wall time of the next day. When clocks change, the
 * window follows the wall time.
 *
 * @param days the days on which the window starts; none means every day
 * @param start the first wall time within
 * @param end the first wall time no more within
 * @param zone where that wall time holds
 */
public record TimeWindow(Set<DayOfWeek> days, LocalTime start, LocalTime end, ZoneId zone) {

    /** No restriction. */
    public static final TimeWindow ALWAYS =
            new TimeWindow(Set.of(), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZoneOffset.UTC);

    /** Takes a copy of the days; none become all. */
    public TimeWindow {
        days = days.isEmpty() ? Set.of(DayOfWeek.values()) : Set.copyOf(days);
    }

    /**
     * Reads a window.
     *
     * @param days {@code mon} to {@code sun}; none means every day
     * @param start wall time as {@code HH:MM}
     * @param end wall time as {@code HH:MM}, exclusive; {@code 00:00} is the end of a day
     * @param zone a name of the IANA time zone database; empty means UTC
     * @throws InvalidPolicyException when one of them can't be read
     */
    public static TimeWindow parse(Collection<String> days, String start, String end, String zone) {
        EnumSet<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
        days.forEach(day -> weekdays.add(TimeWindowText.day(day)));
        return new TimeWindow(
                weekdays, TimeWindowText.time(start), TimeWindowText.time(end), TimeWindowText.zone(zone));
    }

    /** Tells whether the instant lies within. */
    public boolean contains(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        LocalTime time = local.toLocalTime();
        DayOfWeek day = local.getDayOfWeek();
        if (start.isBefore(end)) {
            return days.contains(day) && !time.isBefore(start) && time.isBefore(end);
        }
        boolean startedToday = !time.isBefore(start) && days.contains(day);
        boolean startedYesterday = time.isBefore(end) && days.contains(day.minus(1));
        return startedToday || startedYesterday;
    }
}
