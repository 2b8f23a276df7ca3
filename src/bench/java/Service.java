import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own, with a database of its own in a fresh directory. */
final class Service {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final int LONGEST_STOP_SECONDS = 60;
    private static final int POLL_MILLIS = 100;
    private static final int LOG_LINES = 30;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path directory;
    private final int port;
    private final Process process;

    private Service(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** Starts it; {@link #awaitReady} tells when it serves. */
    static Service start(Path jar, Path directory) throws IOException {
        Files.createDirectory(directory);
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String options = System.getenv().getOrDefault("BENCH_JAVA_OPTS", "").strip();
        if (!options.isEmpty()) {
            command.addAll(List.of(options.split("\\s+")));
        }
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(directory).toFile());
        configure(builder.environment(), data(directory), port);
        return new Service(directory, port, builder.start());
    }

    static void configure(Map<String, String> environment, Path data, int port) {
        // Nothing that the shell holds for a real service may lead the benchmark to its database.
        environment.keySet().removeIf(name -> name.startsWith("UNDERCROFT_") || name.startsWith("QUARKUS_"));
        environment.put("UNDERCROFT_DATA_DIR", data.toString());
        environment.put("UNDERCROFT_RATE_LIMIT_READ", "0");
        environment.put("UNDERCROFT_RATE_LIMIT_OTHER", "0");
        environment.put("UNDERCROFT_STORES_QUOTA", "100000000");
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    }

    private static Path data(Path directory) {
        return directory.resolve("data");
    }

    private static Path log(Path directory) {
        return directory.resolve("service.log");
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the service does not start; its last words:\n" + lastWords());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/v1/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    int port() {
        return port;
    }

    Path data() {
        return data(directory);
    }

    /** The environment of another service that takes this one's database for an external one. */
    Map<String, String> asExternal() throws IOException {
        var logins = new Properties();
        try (Reader file = Files.newBufferedReader(data().resolve("postgres.properties"))) {
            logins.load(file);
        }
        String postgres = Files.readString(data().resolve("postgres.port")).strip();
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:" + postgres + "/undercroft",
                "QUARKUS_DATASOURCE_USERNAME",
                "undercroft_app",
                "QUARKUS_DATASOURCE_PASSWORD",
                logins.getProperty("application"),
                "QUARKUS_DATASOURCE_BATCH_USERNAME",
                "undercroft_batch",
                "QUARKUS_DATASOURCE_BATCH_PASSWORD",
                logins.getProperty("batch"),
                "QUARKUS_FLYWAY_USERNAME",
                "undercroft_owner",
                "QUARKUS_FLYWAY_PASSWORD",
                logins.getProperty("owner"));
    }

    Path signingKeys() {
        return data(directory).resolve("signing-keys.pem");
    }

    Meters meters() throws IOException, InterruptedException {
        return Meters.parse(get("/q/metrics").body());
    }

    CpuTime cpuTime() {
        return CpuTime.of(process.toHandle());
    }

    /** The end of what it logged. */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log(directory));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    /** Stops it and its database, and waits for the end. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
