import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** One connection that asks, waits for the answer, and asks again. For one thread. */
final class Loop implements AutoCloseable {

    private static final int LONGEST_REQUEST = 8192;

    private final int port;
    private final Requests requests;
    private final SplittableRandom random;
    private final byte[] buffer = new byte[LONGEST_REQUEST];
    private final Map<String, Integer> errors = new TreeMap<>();
    private Connection connection;
    private int[] micros = new int[4096];
    private int count;
    private long bodyBytes;

    Loop(int port, Requests requests, SplittableRandom random) throws IOException {
        this.port = port;
        this.requests = requests;
        this.random = random;
        this.connection = new Connection(port);
    }

    /** Loops until then, in the time of {@link System#nanoTime}; forgets what an earlier call has measured. */
    void run(long untilNanos) {
        count = 0;
        bodyBytes = 0;
        errors.clear();
        for (long now = System.nanoTime(); now < untilNanos; ) {
            int length = requests.next(buffer, random);
            try {
                int status = connection.exchange(buffer, length);
                long answered = System.nanoTime();
                add((int) ((answered - now) / 1_000));
                bodyBytes += connection.bodyBytes();
                now = answered;
                if (status < 200 || status > 299) {
                    error(status + " " + connection.body());
                }
            } catch (IOException broken) {
                error(broken.toString());
                if (!reconnect()) {
                    return;
                }
                now = System.nanoTime();
            }
        }
    }

    private void add(int latencyMicros) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, count * 2);
        }
        micros[count++] = latencyMicros;
    }

    private void error(String what) {
        // The ids differ from answer to answer and would make one kind of error look like many.
        errors.merge(what.replaceAll("req_[0-9a-f]+|s[0-9]{5}", "*"), 1, Integer::sum);
    }

    private boolean reconnect() {
        try {
            connection.close();
            connection = new Connection(port);
            return true;
        } catch (IOException gone) {
            error("no connection: " + gone);
            return false;
        }
    }

    /** The latency of each answer of the last run, in microseconds. */
    int[] micros() {
        return Arrays.copyOf(micros, count);
    }

    /** The length of all bodies of the last run. */
    long bodyBytes() {
        return bodyBytes;
    }

    /** The answers of the last run other than 2xx, with their number. */
    Map<String, Integer> errors() {
        return errors;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
