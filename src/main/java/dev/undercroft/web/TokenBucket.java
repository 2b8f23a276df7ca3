package dev.undercroft.web;

/** So many requests a minute, refilled as time goes by. Thread safe. */
public final class TokenBucket {

    private static final int MILLIS_PER_MINUTE = 60_000;

    private final int size;
    private double left;
    private long filledAtMillis;

    /** A full bucket for {@code size} requests a minute, at least one. */
    public TokenBucket(int size, long nowMillis) {
        this.size = size;
        this.left = size;
        this.filledAtMillis = nowMillis;
    }

    /** What remains after taking one; below zero when there was none. */
    public synchronized long take(long nowMillis) {
        double refill = (double) Math.max(0, nowMillis - filledAtMillis) * size / MILLIS_PER_MINUTE;
        left = Math.min(size, left + refill);
        filledAtMillis = Math.max(filledAtMillis, nowMillis);
        if (left < 1) {
            return -1;
        }
        left -= 1;
        return (long) left;
    }

    /** Whether taking one now would find none. */
    public synchronized boolean isEmpty(long nowMillis) {
        double refill = (double) Math.max(0, nowMillis - filledAtMillis) * size / MILLIS_PER_MINUTE;
        return left + refill < 1;
    }

    /** When it will be full if nobody takes, in milliseconds since 1970. */
    public synchronized long fullAt(long nowMillis) {
        return nowMillis + (long) ((size - left) * MILLIS_PER_MINUTE / size);
    }

    /** The refusal of whoever finds it empty, with the time until the next request. */
    public Problem refusal() {
        return new Problem(ProblemCode.RATE_LIMITED)
                .with("retry_after_seconds", Math.max(1, (MILLIS_PER_MINUTE / size + 999) / 1000));
    }
}
