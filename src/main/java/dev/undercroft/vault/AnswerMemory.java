package dev.undercroft.vault;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * How much of vaults is in memory at once, so that those who ask for large ones wait, or are told to, instead of filling
 * it. What a request takes is free again when it is answered or its caller has gone. Thread safe.
 */
@ApplicationScoped
class AnswerMemory {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MemoryShares shares;

    @Inject
    RoutingContext exchange;

    @Inject
    AnswerMemory(VaultConfig config) {
        this.shares = new MemoryShares(config.answerMemory().asLongValue());
    }

    /** Takes what an answer of this size needs; throws {@code service_unavailable} after five seconds. Holds no connection. */
    void await(String organizationId, long bytes) {
        take(organizationId, bytes, PATIENCE);
    }

    /** The same without waiting. */
    void take(String organizationId, long bytes) {
        take(organizationId, bytes, Duration.ZERO);
    }

    private void take(String organizationId, long bytes, Duration patience) {
        MemoryShares.Share share = shares.begin(organizationId);
        // First of all: whoever goes while he waits is not told about later.
        exchange.addEndHandler(ended -> share.release());
        try {
            if (!share.acquire(bytes, patience)) {
                throw busy();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        if (exchange.response().ended() || exchange.response().closed()) {
            share.release();
        }
    }

    private static Problem busy() {
        return new Problem(
                ProblemCode.SERVICE_UNAVAILABLE,
                "Others read large vaults just now; retry as the header 'Retry-After' says.");
    }
}
