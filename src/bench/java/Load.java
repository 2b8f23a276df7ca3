import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Closed loops on a fixed number of connections. */
final class Load implements AutoCloseable {

    /** What a run gave; latencies in microseconds, in ascending order. */
    record Outcome(double seconds, int[] micros, long bodyBytes, Map<String, Integer> errors) {

        double perSecond() {
            return micros.length / seconds;
        }

        /** The latency that this share of the answers stays within, in milliseconds. */
        double quantileMillis(double share) {
            return micros.length == 0
                    ? Double.NaN
                    : micros[(int) Math.min(micros.length - 1, micros.length * share)] / 1e3;
        }
    }

    private final List<Loop> loops = new ArrayList<>();

    Load(int port, Requests requests, int connections) throws IOException {
        SplittableRandom random = new SplittableRandom();
        for (int i = 0; i < connections; i++) {
            loops.add(new Loop(port, requests, random.split()));
        }
    }

    /** Runs all loops for this time. */
    Outcome run(Duration time) throws InterruptedException {
        long started = System.nanoTime();
        long until = started + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (Loop loop : loops) {
            Thread thread = new Thread(() -> loop.run(until), "load");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        int[] micros =
                loops.stream().flatMapToInt(loop -> IntStream.of(loop.micros())).toArray();
        Arrays.sort(micros);
        long bodyBytes = loops.stream().mapToLong(Loop::bodyBytes).sum();
        return new Outcome(seconds, micros, bodyBytes, errors());
    }

    private Map<String, Integer> errors() {
        Map<String, Integer> all = new TreeMap<>();
        loops.forEach(loop -> loop.errors().forEach((error, count) -> all.merge(error, count, Integer::sum)));
        return all;
    }

    @Override
    public void close() throws IOException {
        for (Loop loop : loops) {
            loop.close();
        }
    }
}
