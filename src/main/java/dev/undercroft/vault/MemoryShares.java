package dev.undercroft.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Memory that many want at once, given out in shares. One organisation gets a quarter of it at most, so that it does not
 * keep others waiting. Thread safe.
 */
final class MemoryShares {

    private static final int BYTES_OF_A_PERMIT = 4096;
    private static final int ORGANIZATIONS_THAT_FILL_IT = 4;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final int mostOfOne;
    private final Semaphore free;
    private final Cache<String, Semaphore> freeOfOne =
            Caffeine.newBuilder().expireAfterAccess(FORGOTTEN_AFTER).build();

    MemoryShares(long bytes) {
        int permits = Math.max(1, Math.toIntExact(bytes / BYTES_OF_A_PERMIT));
        this.mostOfOne = Math.max(1, permits / ORGANIZATIONS_THAT_FILL_IT);
        // Not fair: one who waits for much must not keep those waiting who want little.
        this.free = new Semaphore(permits);
    }

    /** A share of an organisation, still of nothing. */
    Share begin(String organizationId) {
        return new Share(freeOfOne.get(organizationId, one -> new Semaphore(mostOfOne)));
    }

    /** How many permits nobody holds. */
    int free() {
        return free.availablePermits();
    }

    /** A share; acquired once, and released once or more often, whichever comes first. Thread safe. */
    final class Share {

        private static final int RELEASED = -1;

        private final Semaphore ofOne;
        private final AtomicInteger held = new AtomicInteger();

        private Share(Semaphore ofOne) {
            this.ofOne = ofOne;
        }

        /**
         * Takes as many bytes, or all that one organisation gets where they are more; gives whether it did within the
         * time. A share that was released meanwhile takes nothing.
         */
        boolean acquire(long bytes, Duration patience) throws InterruptedException {
            int permits = (int) Math.min(mostOfOne, bytes / BYTES_OF_A_PERMIT + 1);
            long end = System.nanoTime() + patience.toNanos();
            if (!ofOne.tryAcquire(permits, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            if (!free.tryAcquire(permits, end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                ofOne.release(permits);
                return false;
            }
            if (!held.compareAndSet(0, permits)) {
                giveBack(permits);
            }
            return true;
        }

        void release() {
            int permits = held.getAndSet(RELEASED);
            if (permits > 0) {
                giveBack(permits);
            }
        }

        private void giveBack(int permits) {
            free.release(permits);
            ofOne.release(permits);
        }
    }
}
