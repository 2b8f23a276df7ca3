package dev.undercroft.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The packaged service as a user starts it: another process, a data directory, no terminal. */
public final class ServiceProcess implements AutoCloseable {

    private static final List<String> PROGRAM = program();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    final int port;

    private ServiceProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    public static ServiceProcess start(Path dataDirectory, Map<String, String> environment) throws IOException {
        int port = freePort();
        Path log = Files.createTempFile("undercroft", ".log");
        var builder = new ProcessBuilder(PROGRAM);
        builder.redirectInput(new java.io.File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        prepare(builder, dataDirectory, environment).put("QUARKUS_HTTP_PORT", Integer.toString(port));
        var service = new ServiceProcess(builder.start(), log, port);
        await("the service is ready", () -> service.isReady() || !service.process.isAlive());
        assertThat(service.process.isAlive()).as(service.log()).isTrue();
        return service;
    }

    /** What a command of the program printed, when it ended with this exit code. */
    static Output run(Path dataDirectory, Map<String, String> environment, String... command) throws Exception {
        List<String> line = new ArrayList<>(PROGRAM);
        line.addAll(List.of(command));
        Path out = Files.createTempFile("undercroft", ".out");
        Path err = Files.createTempFile("undercroft", ".err");
        var builder = new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.redirectInput(new java.io.File("/dev/null"));
        prepare(builder, dataDirectory, environment);
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Output(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** A command of the program that goes on until it is ended; what it says of errors goes to a file. */
    static Process begin(Path dataDirectory, Map<String, String> environment, Path errors, String... command)
            throws IOException {
        List<String> line = new ArrayList<>(PROGRAM);
        line.addAll(List.of(command));
        var builder = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .redirectInput(new java.io.File("/dev/null"));
        prepare(builder, dataDirectory, environment);
        return builder.start();
    }

    /** A new root key, as the program makes it. */
    static String rootKey(Path dataDirectory) throws Exception {
        return succeeding(dataDirectory, "keygen");
    }

    /** Puts a signing key for the built-in issuer where the program looks for it. */
    static void makeSigningKey(Path dataDirectory) throws Exception {
        succeeding(
                dataDirectory,
                "keygen",
                "--type",
                "signing",
                "--out",
                dataDirectory.resolve("signing-keys.pem").toString());
    }

    /** A token of the built-in issuer with these options. */
    public static String token(Path dataDirectory, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("token"));
        command.addAll(List.of(options));
        return succeeding(dataDirectory, command.toArray(String[]::new));
    }

    private static String succeeding(Path dataDirectory, String... command) throws Exception {
        Output output = run(dataDirectory, Map.of(), command);
        assertThat(output.code()).as(output.err()).isZero();
        return output.out().strip();
    }

    record Output(int code, String out, String err) {}

    private static Map<String, String> prepare(
            ProcessBuilder builder, Path dataDirectory, Map<String, String> environment) {
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("UNDERCROFT_"));
        variables.put("UNDERCROFT_DATA_DIR", dataDirectory.toString());
        variables.putAll(environment);
        return variables;
    }

    /** What the build made: the jar, or the native executable. */
    private static List<String> program() {
        var artifact = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("target/quarkus-artifact.properties"))) {
            artifact.load(file);
        } catch (IOException notPackaged) {
            throw new UncheckedIOException("the program is not packaged; run mvn package first", notPackaged);
        }
        String made =
                Path.of("target", artifact.getProperty("path")).toAbsolutePath().toString();
        if (artifact.getProperty("type").startsWith("native")) {
            return List.of(made, "-Xmx256m");
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-Xmx256m", "-jar", made);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Looks again and again until it is so; fails after a minute and a half. */
    static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("still waiting until " + what).isBefore(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }

    /** Where it listens. */
    public String address() {
        return "http://localhost:" + port;
    }

    boolean isReady() {
        try {
            return get("/v1/health/ready", "").statusCode() == 200;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    HttpResponse<String> get(String path, String token) {
        return send(request(path, token).GET());
    }

    HttpResponse<String> put(String path, String token, String body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    HttpResponse<String> post(String path, String token, String body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    HttpResponse<String> delete(String path, String token) {
        return send(request(path, token).DELETE());
    }

    private HttpRequest.Builder request(String path, String token) {
        var request = HttpRequest.newBuilder(URI.create(address() + path)).timeout(Duration.ofSeconds(20));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** {@link #stop} for whoever can't be interrupted. */
    int stopNow() {
        try {
            return stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
