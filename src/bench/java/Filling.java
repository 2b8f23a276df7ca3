import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes the steps of a seeding on many connections at once, with progress on standard error. */
final class Filling {

    private static final int CONNECTIONS = 64;
    private static final int PROGRESS_SECONDS = 5;

    /** What is done for each index from 0 on. */
    @FunctionalInterface
    interface Step {
        void take(Connection connection, SplittableRandom random, int index) throws IOException;
    }

    private final int port;
    private final DataSet data;

    Filling(int port, DataSet data) {
        this.port = port;
        this.data = data;
    }

    /** Sends a request and gives the body of its answer; throws when it was refused. */
    static String send(Connection connection, SplittableRandom random, Template template) throws IOException {
        byte[] request = template.fill(random);
        int status = connection.exchange(request, request.length);
        if (status < 200 || status > 299) {
            throw new IOException("seeding was refused: " + status + " " + connection.body());
        }
        return connection.body();
    }

    /** Takes the step for all indexes below the count, in no order; throws at the first failure. */
    void inParallel(String what, int count, Step step) throws IOException, InterruptedException {
        if (count == 0) {
            return;
        }
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < Math.min(CONNECTIONS, count); i++) {
                all.add(threads.submit(() -> {
                    takeSteps(next, count, step);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                await(one, () -> progress(what, Math.min(next.get(), count), count));
            }
        } finally {
            threads.shutdownNow();
        }
        progress(what, count, count);
    }

    private void takeSteps(AtomicInteger next, int count, Step step) throws IOException {
        SplittableRandom random = new SplittableRandom();
        try (Connection connection = new Connection(port)) {
            for (int index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
                step.take(connection, random, index);
            }
        } catch (IOException failed) {
            // The others need not go on.
            next.set(count);
            throw failed;
        }
    }

    private static void await(Future<?> task, Runnable progress) throws IOException, InterruptedException {
        while (true) {
            try {
                task.get(PROGRESS_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException notYet) {
                progress.run();
            } catch (ExecutionException failed) {
                throw new IOException(failed.getCause().getMessage(), failed.getCause());
            }
        }
    }

    private void progress(String what, int done, int count) {
        System.err.printf("bench: %s data, %s: %,d of %,d%n", data.title(), what, done, count);
    }
}
