package dev.undercroft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.secrets.SecretPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that are looked at again and again. What happens between two looks is a step of the test. */
@Timeout(60)
class WatchTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    /** What happens between two looks. */
    interface Step {
        void run() throws IOException;
    }

    @TempDir
    Path folder;

    private final FakeService service = new FakeService();
    private final StringWriter errors = new StringWriter();
    private final List<Duration> pauses = new ArrayList<>();
    private Path token;
    private Path out;

    @BeforeEach
    void makeToken() throws IOException {
        token = Files.writeString(folder.resolve("token"), "first");
        out = folder.resolve("out");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private void watch(Destination destination, List<String> paths, Step... steps) {
        Deque<Step> left = new ArrayDeque<>(List.of(steps));
        var client = new SecretsClient(new SecretsClient.Settings(
                ServiceAddress.of(service.url()),
                new TokenSource(Optional.of(token), ""),
                "",
                "",
                Optional.empty(),
                Duration.ofSeconds(10)));
        var values =
                new LastValues(client, paths.stream().map(SecretPath::parse).toList());
        new Watch(values, destination, new Pauses(INTERVAL), new PrintWriter(errors), pause -> {
                    pauses.add(pause);
                    Step step = left.poll();
                    if (step == null) {
                        throw new InterruptedException();
                    }
                    try {
                        step.run();
                    } catch (IOException failed) {
                        throw new java.io.UncheckedIOException(failed);
                    }
                })
                .run();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(left).isEmpty();
    }

    private Destination files() {
        return new FieldFiles(out, FileMode.of("0400"));
    }

    private Destination json() {
        return new OneText(OneText::json, Optional.of(out), FileMode.of("0400"));
    }

    @Test
    void nothingIsWrittenAgainWhileNothingChanges() {
        service.write("app/db", "{\"a\":\"1\"}");
        List<Object> keys = new ArrayList<>();

        watch(
                files(),
                List.of("app/db"),
                () -> keys.add(keyOf("app/db/a")),
                () -> keys.add(keyOf("app/db/a")),
                () -> service.write("app/db", "{\"a\":\"2\"}"),
                () -> keys.add(keyOf("app/db/a")));

        assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
        assertThat(out.resolve("app/db/a")).hasContent("2");
        assertThat(service.asked.stream().map(FakeService.Asked::ifNoneMatch))
                .containsExactly(null, "\"1\"", "\"1\"", "\"1\"", "\"2\"");
        assertThat(pauses).containsOnly(INTERVAL);
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void theTokenIsReadAnewEachTime() {
        service.write("app/db", "{}");

        watch(json(), List.of("app/db"), () -> Files.writeString(token, "second"));

        assertThat(service.asked.stream().map(FakeService.Asked::authorization))
                .containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void aFieldThatIsGoneLosesItsFileAndOthersKeepTheirs() throws IOException {
        service.write("app/db", "{\"a\":\"1\",\"b\":\"2\"}");

        watch(
                files(),
                List.of("app/db"),
                () -> Files.writeString(out.resolve("app/db/foreign"), "x"),
                () -> service.write("app/db", "{\"b\":\"3\"}"));

        try (Stream<Path> left = Files.list(out.resolve("app/db"))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("b", "foreign", ".undercroft-files");
        }
    }

    @Test
    void afterAFailureFilesKeepTheirContentAndTheNextLookComesLaterEachTime() {
        service.write("app/db", "{\"a\":\"canary-1\"}");

        watch(
                json(),
                List.of("app/db"),
                () -> service.refuse(503, "{\"error\": {\"code\": \"service_unavailable\", \"message\": \"Retry.\"}}"),
                () -> assertThat(out).content().contains("canary-1"),
                () -> {},
                () -> service.answerAgain(),
                () -> Files.delete(token));

        assertThat(pauses)
                .containsExactly(
                        INTERVAL,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        INTERVAL,
                        Duration.ofSeconds(1));
        assertThat(errors.toString())
                .contains("app/db: 503 service_unavailable: Retry.", "the token file can't be read")
                .doesNotContain("canary-1");
        assertThat(out).content().contains("canary-1");
    }

    @Test
    void oneSecretThatFailsDoesNotHoldUpTheFilesOfAnother() {
        service.write("b", "{\"x\":\"1\"}");

        watch(files(), List.of("a", "b"), () -> service.write("a", "{\"y\":\"2\"}"));

        assertThat(out.resolve("b/x")).hasContent("1");
        assertThat(out.resolve("a/y")).hasContent("2");
        assertThat(errors.toString()).contains("a: 404");
    }

    @Test
    void oneTextWaitsUntilEverySecretIsKnown() {
        service.write("b", "{\"x\":\"1\"}");

        watch(json(), List.of("a", "b"), () -> assertThat(out).doesNotExist(), () -> service.write("a", "{}"));

        assertThat(out).hasContent("{\"a\":{},\"b\":{\"x\":\"1\"}}");
    }

    @Test
    void aSecretThatIsMadeAnewIsReadThoughItsVersionIsTheSame() {
        service.write("a", "{\"x\":\"old\"}");

        watch(
                files(),
                List.of("a"),
                () -> service.delete("a"),
                () -> assertThat(out.resolve("a/x")).hasContent("old"),
                () -> service.write("a", "{\"x\":\"new\"}"));

        assertThat(out.resolve("a/x")).hasContent("new");
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenLater() throws IOException {
        service.write("a", "{\"x\":\"1\"}");
        Files.writeString(out, "in the way");

        watch(files(), List.of("a"), () -> Files.delete(out));

        assertThat(out.resolve("a/x")).hasContent("1");
        assertThat(errors.toString()).contains("can't be written");
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), INTERVAL);
    }

    @Test
    void pausesAfterFailuresGrowToFiveMinutes() {
        var growing = new Pauses(INTERVAL);

        Duration last = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            last = growing.afterFailure();
        }

        assertThat(last).isEqualTo(Duration.ofMinutes(5));
        assertThat(growing.afterSuccess()).isEqualTo(INTERVAL);
        assertThat(growing.afterFailure()).isEqualTo(Duration.ofSeconds(1));
    }

    private Object keyOf(String file) throws IOException {
        return Files.readAttributes(out.resolve(file), java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
    }
}
