package dev.undercroft.testing;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The clock of the application under test: it runs with the system's, and a test can move it. */
public final class TestClock extends Clock {

    private final AtomicReference<Clock> shown = new AtomicReference<>(Clock.systemUTC());

    /** Moves on by so much; runs or stands as before. */
    public void advance(Duration by) {
        shown.updateAndGet(clock -> Clock.offset(clock, by));
    }

    /** Makes it that time now; from there it runs on. */
    public void set(Instant now) {
        shown.set(Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), now)));
    }

    /** Makes it that time and stays there until it is moved, for tests that look at every second of an answer. */
    public void stopAt(Instant now) {
        shown.set(Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Goes back to the system's time. */
    public void reset() {
        shown.set(Clock.systemUTC());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the service works in UTC");
    }

    @Override
    public Instant instant() {
        return shown.get().instant();
    }

    /** Puts the clock in place of the system's. */
    @Singleton
    static class Production {

        private final TestClock clock = new TestClock();

        @Produces
        @Singleton
        TestClock testClock() {
            return clock;
        }
    }
}
