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

    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    /** Moves on by so much. */
    public void advance(Duration by) {
        offset.updateAndGet(by::plus);
    }

    /** Makes it that time now; from there it runs on. */
    public void set(Instant now) {
        offset.set(Duration.between(Instant.now(), now));
    }

    /** Goes back to the system's time. */
    public void reset() {
        offset.set(Duration.ZERO);
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
        return Instant.now().plus(offset.get());
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
