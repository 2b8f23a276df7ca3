package dev.undercroft.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory is given out in shares, and all of it comes back. */
@Timeout(60)
class MemorySharesTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final Duration NONE = Duration.ZERO;

    private final MemoryShares shares = new MemoryShares(16 * MEBIBYTE);
    private final int all = shares.free();

    private MemoryShares.Share held(String organization, int bytes) throws InterruptedException {
        MemoryShares.Share share = shares.begin(organization);
        assertThat(share.acquire(bytes, NONE)).isTrue();
        return share;
    }

    @Test
    void whatIsReleasedIsFreeAgainHoweverOften() throws InterruptedException {
        MemoryShares.Share share = held("a", MEBIBYTE);
        assertThat(shares.free()).isLessThan(all);

        share.release();
        share.release();

        assertThat(shares.free()).isEqualTo(all);
    }

    @Test
    void aShareThatWasReleasedBeforeTakesNothing() throws InterruptedException {
        MemoryShares.Share share = shares.begin("a");
        share.release();

        share.acquire(MEBIBYTE, NONE);

        assertThat(shares.free()).isEqualTo(all);
    }

    @Test
    void oneOrganisationGetsAQuarterAndTheOthersStillGetTheirs() throws InterruptedException {
        MemoryShares.Share first = held("a", 100 * MEBIBYTE);

        assertThat(shares.begin("a").acquire(1, NONE)).isFalse();
        assertThat(shares.free()).isEqualTo(all - all / 4);
        held("b", 2 * MEBIBYTE);
        first.release();
        assertThat(shares.begin("a").acquire(1, NONE)).isTrue();
    }

    @Test
    void whatDoesNotFitIsNotHeldByHalves() throws InterruptedException {
        for (String organization : new String[] {"a", "b", "c", "d"}) {
            held(organization, 100 * MEBIBYTE);
        }
        assertThat(shares.free()).isZero();

        MemoryShares.Share late = shares.begin("e");
        assertThat(late.acquire(1, Duration.ofMillis(20))).isFalse();
        late.release();

        assertThat(shares.free()).isZero();
    }

    @Test
    void whoWaitsGetsWhatIsReleased() throws InterruptedException {
        MemoryShares.Share first = held("a", 100 * MEBIBYTE);
        var second = CompletableFuture.supplyAsync(() -> {
            try {
                return shares.begin("a").acquire(MEBIBYTE, Duration.ofSeconds(30));
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });

        first.release();

        assertThat(second.join()).isTrue();
    }
}
