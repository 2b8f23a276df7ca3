package dev.undercroft.cli;

import java.time.Duration;

/** How long to wait between two looks: the interval, and after failures ever longer. For one thread. */
final class Pauses {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Duration interval;
    private Duration afterNextFailure = FIRST;

    Pauses(Duration interval) {
        this.interval = interval;
    }

    Duration afterSuccess() {
        afterNextFailure = FIRST;
        return interval;
    }

    Duration afterFailure() {
        Duration pause = afterNextFailure;
        Duration twice = pause.multipliedBy(2);
        afterNextFailure = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
        return pause;
    }
}
