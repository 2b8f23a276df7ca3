package dev.undercroft.vault;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How much of vaults is in memory at once, so that many who unlock large ones wait instead of filling it. Thread safe. */
@ApplicationScoped
class UnlockMemory {

    private static final int BYTES_OF_A_PERMIT = 4096;
    private static final long LONGEST_WAIT_SECONDS = 5;

    private final int permits;
    private final Semaphore free;

    @Inject
    RoutingContext exchange;

    @Inject
    UnlockMemory(VaultConfig config) {
        this.permits = Math.toIntExact(config.unlockMemory().asLongValue() / BYTES_OF_A_PERMIT);
        this.free = new Semaphore(permits, true);
    }

    /** Takes what a vault of this size needs until the running request is answered; throws after five seconds of waiting. */
    void take(long bytes) {
        // A vault that is larger than the memory is unlocked alone.
        int needed = (int) Math.min(permits, bytes / BYTES_OF_A_PERMIT + 1);
        try {
            if (!free.tryAcquire(needed, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        exchange.addEndHandler(ended -> free.release(needed));
    }

    private static Problem busy() {
        return new Problem(
                ProblemCode.SERVICE_UNAVAILABLE,
                "Others unlock large vaults just now; retry as the header 'Retry-After' says.");
    }
}
