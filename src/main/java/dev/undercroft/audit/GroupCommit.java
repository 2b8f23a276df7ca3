package dev.undercroft.audit;

import dev.undercroft.web.Outage;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Runs the requests that wait at the same time in one statement and one commit. While one batch commits, the next
 * gathers, so a batch is as large as the load makes it. The number of batches under way grows with the queue: one gives
 * the best figures at small load, a few the steadiest at high load (docs/performance.md).
 *
 * <p>Thread safe. A request that finds the queue full fails with {@code service_unavailable}; so does every request of
 * a batch that the database's state makes fail. Where something else does, its requests are run one by one, so that
 * only the one at fault fails.
 *
 * @param <Q> what a request asks
 * @param <R> what it gets
 */
public final class GroupCommit<Q, R> implements AutoCloseable {

    /** One statement for many requests. */
    @FunctionalInterface
    public interface Batch<Q, R> {

        /** The answers, in the order of the questions; the connection commits by itself. */
        List<R> run(Connection connection, List<Q> questions) throws SQLException;
    }

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final int CAPACITY = 4096;
    private static final int LARGEST_BATCH = 128;
    private static final int USUAL_BATCHES = 4;
    // Another batch starts only when this many requests wait behind those under way.
    private static final int QUEUE_PER_BATCH = 24;

    private record Waiting<Q, R>(Q question, CompletableFuture<R> answer, long sinceNanos) {}

    private final DataSource connections;
    private final Batch<Q, R> batch;
    private final int mostBatches;
    private final int largestBatch;
    private final BlockingQueue<Waiting<Q, R>> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicInteger running = new AtomicInteger();
    private final ExecutorService threads;
    private final DistributionSummary sizes;
    private final Timer waits;

    /** A group commit over connections of their own; {@code name} is its label in metrics and thread names. */
    public GroupCommit(String name, DataSource connections, Batch<Q, R> batch, MeterRegistry meters) {
        this(name, USUAL_BATCHES, connections, batch, meters);
    }

    /** The same with another number of batches, and so of connections, that may be under way at once. */
    public GroupCommit(String name, int mostBatches, DataSource connections, Batch<Q, R> batch, MeterRegistry meters) {
        this(name, mostBatches, LARGEST_BATCH, connections, batch, meters);
    }

    /** The same with another largest batch, for answers that are large. */
    public GroupCommit(
            String name,
            int mostBatches,
            int largestBatch,
            DataSource connections,
            Batch<Q, R> batch,
            MeterRegistry meters) {
        this.largestBatch = largestBatch;
        this.connections = connections;
        this.batch = batch;
        this.mostBatches = mostBatches;
        this.threads = new ThreadPoolExecutor(
                mostBatches, mostBatches, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "group-commit-" + name);
                    thread.setDaemon(true);
                    return thread;
                });
        this.sizes = DistributionSummary.builder("undercroft.audit.batch.size")
                .description("Requests in one shared commit")
                .tag("batch", name)
                .register(meters);
        this.waits = Timer.builder("undercroft.audit.batch.wait")
                .description("Time from joining a batch until its commit")
                .tag("batch", name)
                .register(meters);
        meters.gauge(
                "undercroft.audit.batch.queue",
                List.of(io.micrometer.core.instrument.Tag.of("batch", name)),
                queue,
                BlockingQueue::size);
    }

    /** Joins the next batch. */
    public CompletableFuture<R> submit(Q question) {
        var waiting = new Waiting<>(question, new CompletableFuture<R>(), System.nanoTime());
        if (!queue.offer(waiting)) {
            return CompletableFuture.failedFuture(new Problem(
                    ProblemCode.SERVICE_UNAVAILABLE, "Too many requests wait for the trail; retry in a second."));
        }
        startWhereNeeded();
        return waiting.answer();
    }

    private void startWhereNeeded() {
        int active = running.get();
        while (active == 0 || active < mostBatches && queue.size() > active * QUEUE_PER_BATCH) {
            if (running.compareAndSet(active, active + 1)) {
                try {
                    threads.execute(this::runUntilEmpty);
                } catch (RejectedExecutionException closed) {
                    running.decrementAndGet();
                    refuseWhatWaits();
                }
                return;
            }
            active = running.get();
        }
    }

    private void refuseWhatWaits() {
        var waiting = new ArrayList<Waiting<Q, R>>();
        queue.drainTo(waiting);
        fail(waiting);
    }

    private static <Q, R> void fail(List<Waiting<Q, R>> waiting) {
        waiting.forEach(one -> one.answer().completeExceptionally(new Problem(ProblemCode.SERVICE_UNAVAILABLE)));
    }

    private void runUntilEmpty() {
        var next = new ArrayList<Waiting<Q, R>>(largestBatch);
        while (queue.drainTo(next, largestBatch) > 0) {
            run(next);
            next.clear();
            int active = running.get();
            if (active > 1
                    && queue.size() < (active - 1) * QUEUE_PER_BATCH
                    && running.compareAndSet(active, active - 1)) {
                return;
            }
        }
        running.decrementAndGet();
        // A request may have come between the last look into the queue and the count going down.
        if (!queue.isEmpty()) {
            startWhereNeeded();
        }
    }

    private void run(List<Waiting<Q, R>> waiting) {
        List<R> answers;
        try (Connection connection = connections.getConnection()) {
            answers = batch.run(
                    connection, waiting.stream().map(Waiting::question).toList());
        } catch (SQLException | RuntimeException | Error failed) {
            LOG.warnf("a batch of %d could not be committed: %s", waiting.size(), Outage.summary(failed));
            // What else than the statement fails may fail behind its commit, and must not be recorded twice.
            if (waiting.size() > 1 && failed instanceof SQLException && !Outage.causedBy(failed)) {
                waiting.forEach(one -> run(List.of(one)));
            } else {
                fail(waiting);
            }
            return;
        }
        if (answers.size() != waiting.size()) {
            LOG.errorf("a batch of %d gave %d answers", waiting.size(), answers.size());
            fail(waiting);
            return;
        }
        long now = System.nanoTime();
        sizes.record(waiting.size());
        for (int i = 0; i < answers.size(); i++) {
            Waiting<Q, R> one = waiting.get(i);
            waits.record(now - one.sinceNanos(), TimeUnit.NANOSECONDS);
            one.answer().complete(answers.get(i));
        }
    }

    /** Lets the batches under way end, and those that wait; at most ten seconds. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
