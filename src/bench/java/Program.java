import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program under test as a process of its own, beside a database that another service brought. For one thread. */
final class Program {

    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final int LARGEST_REQUEST = 8192;

    private final Process process;
    private final int port;
    private final long begunNanos;
    private final Path log;

    private Program(Process process, int port, long begunNanos, Path log) {
        this.process = process;
        this.port = port;
        this.begunNanos = begunNanos;
        this.log = log;
    }

    /** Starts it; whether it looks for migrations itself, or leaves them to somebody else, as the chart's pods do. */
    static Program start(List<String> command, Service database, boolean migrates, Path log) throws IOException {
        int port = Service.freePort();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        Service.configure(environment, database.data(), port);
        environment.putAll(database.asExternal());
        environment.put("QUARKUS_FLYWAY_MIGRATE_AT_START", Boolean.toString(migrates));
        long begun = System.nanoTime();
        return new Program(builder.start(), port, begun, log);
    }

    int port() {
        return port;
    }

    /** Milliseconds from exec to the first answer 200 of a read. */
    double awaitFirstRead(Requests reads) throws IOException, InterruptedException {
        byte[] request = new byte[LARGEST_REQUEST];
        int length = reads.next(request, new SplittableRandom(1));
        while (System.nanoTime() - begunNanos < LONGEST_START.toNanos() && process.isAlive()) {
            try (Connection connection = new Connection(port)) {
                if (connection.exchange(request, length) == 200) {
                    return (System.nanoTime() - begunNanos) / 1e6;
                }
            } catch (IOException notYet) {
                Thread.sleep(1);
            }
        }
        throw new IOException("the program does not serve; see " + Files.readString(log));
    }

    double residentMebibytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        }
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
