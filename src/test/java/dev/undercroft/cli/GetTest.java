package dev.undercroft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command that reads secrets, against a service that does what the test says. */
@Timeout(60)
class GetTest {

    private static final String CANARY = "canary-7f3a";

    @TempDir
    Path folder;

    private final FakeService service = new FakeService();
    private Path token;
    private Path out;
    private String errors = "";

    @BeforeEach
    void makeToken() throws IOException {
        token = Files.writeString(folder.resolve("token"), "the-token\n");
        out = folder.resolve("out");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private int get(String... arguments) {
        List<String> line = new ArrayList<>(List.of("get", "--token-file", token.toString()));
        line.addAll(List.of(arguments));
        if (!line.contains("--url")) {
            line.addAll(List.of("--url", service.url()));
        }
        var written = new StringWriter();
        int code =
                Undercroft.commandLine().setErr(new PrintWriter(written, true)).execute(line.toArray(String[]::new));
        errors = written.toString();
        return code;
    }

    private int getToFile(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--output", out.toString()));
        return get(line.toArray(String[]::new));
    }

    @Test
    void jsonIsTheValueDigitForDigit() throws IOException {
        service.write("app/db", "{\"a\":\"\u00e4\\n\",\"n\":1.50,\"big\":12345678901234567890,\"o\":{\"x\":[1e3]}}");

        assertThat(getToFile("app/db")).isZero();

        assertThat(Files.readString(out))
                .isEqualTo("{\"a\":\"\u00e4\\n\",\"n\":1.50,\"big\":12345678901234567890,\"o\":{\"x\":[1e3]}}\n");
        assertThat(service.asked)
                .containsExactly(new FakeService.Asked(
                        "/v1/secrets/app/db", "Bearer the-token", "application/json", null, null));
    }

    @Test
    void jsonOfSeveralSecretsIsAnObjectByPath() throws IOException {
        service.write("app/db", "{\"a\":1}").write("b", "{}");

        assertThat(getToFile("app/db", "b", "app/db")).isZero();

        assertThat(Files.readString(out)).isEqualTo("{\"app/db\":{\"a\":1},\"b\":{}}\n");
    }

    @Test
    void oneFieldIsAskedForAsText() throws IOException {
        service.write("app/db", "{\"a b&c\":1}");

        assertThat(getToFile("app/db", "--field", "a b&c")).isZero();

        assertThat(Files.readString(out)).isEqualTo("pl\u00e4in\n");
        assertThat(service.asked.get(0).uri()).isEqualTo("/v1/secrets/app/db?field=a+b%26c");
        assertThat(service.asked.get(0).accept()).isEqualTo("text/plain");
    }

    @Test
    void aPartnerAdminNamesTheTenant() {
        service.write("app/db", "{}");

        assertThat(getToFile("app/db", "--tenant", "tnt_a")).isZero();

        assertThat(service.asked.get(0).tenant()).isEqualTo("tnt_a");
    }

    @Test
    void aFileIsForItsOwnerUnlessAModeSaysOtherwise() throws IOException {
        service.write("app/db", "{}");

        assertThat(getToFile("app/db")).isZero();
        assertThat(modeOf(out)).isEqualTo("r--------");
        assertThat(getToFile("app/db", "--mode", "0640")).isZero();
        assertThat(modeOf(out)).isEqualTo("rw-r-----");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void filesAreOnePerFieldInADirectoryPerSecret() throws IOException {
        service.write("app/db", "{\"user\":\"ada\",\"port\":5432.10,\"list\":[1, 2],\"e\":\"\"}")
                .write("mail", "{\"key\":\"k\\n\"}");

        assertThat(get("app/db", "mail", "--format", "files", "--output-dir", out.toString(), "--mode", "440"))
                .isZero();

        assertThat(out.resolve("app/db/user")).hasContent("ada");
        assertThat(Files.readString(out.resolve("app/db/port"))).isEqualTo("5432.10");
        assertThat(Files.readString(out.resolve("app/db/list"))).isEqualTo("[1, 2]");
        assertThat(out.resolve("app/db/e")).isEmptyFile();
        assertThat(Files.readString(out.resolve("mail/key"))).isEqualTo("k\n");
        assertThat(modeOf(out.resolve("mail/key"))).isEqualTo("r--r-----");
        assertThat(modeOf(out.resolve("app/db"))).isEqualTo("rwxr-x---");
    }

    @Test
    void oneSecretThatDoesNotFitHoldsUpNoOther() throws IOException {
        service.write("app/db", "{\"a/b\":\"" + CANARY + "\"}").write("mail", "{\"key\":\"k\"}");

        assertThat(get("app/db", "mail", "--format", "files", "--output-dir", out.toString()))
                .isEqualTo(1);

        assertThat(errors).contains("app/db").doesNotContain(CANARY);
        assertThat(out.resolve("mail/key")).hasContent("k");
    }

    @Test
    void linksInTheOutputDirectoryAreNotFollowed() throws IOException {
        service.write("app/db", "{\"user\":\"ada\"}");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(Files.createDirectory(out).resolve("app"), elsewhere);

        assertThat(get("app/db", "--format", "files", "--output-dir", out.toString()))
                .isEqualTo(1);

        assertThat(errors).contains("is a link");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void whatAKilledRunLeftIsGoneAfterTheNext() throws IOException {
        service.write("app/db", "{\"user\":\"ada\"}");
        get("app/db", "--format", "files", "--output-dir", out.toString());
        Path user = out.resolve("app/db/user");
        Path left = ReplacedFile.freshBeside(user);
        Files.writeString(left, CANARY);

        assertThat(get("app/db", "--format", "files", "--output-dir", out.toString()))
                .isZero();

        assertThat(left).doesNotExist();
        assertThat(user).hasContent("ada");
    }

    @Test
    void aFieldThatIsGoneLosesItsFileInALaterRunToo() throws IOException {
        service.write("app/db", "{\"gone\":\"1\",\"stays\":\"2\"}");
        get("app/db", "--format", "files", "--output-dir", out.toString());
        Files.writeString(out.resolve("app/db/foreign"), "x");
        service.write("app/db", "{\"stays\":\"2\"}");

        assertThat(get("app/db", "--format", "files", "--output-dir", out.toString()))
                .isZero();

        assertThat(filesOf("app/db")).containsExactlyInAnyOrder("stays", "foreign", ".undercroft-files");
        assertThat(modeOf(out.resolve("app/db/.undercroft-files"))).isEqualTo("r--------");
        assertThat(out.resolve("app/db/.undercroft-files")).content().doesNotContain("gone");
    }

    @Test
    void whatSomebodyElsePutInPlaceOfAFileStays() throws IOException {
        service.write("app/db", "{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}");
        get("app/db", "--format", "files", "--output-dir", out.toString());
        Path folderOfSecret = out.resolve("app/db");
        Files.move(
                Files.writeString(folder.resolve("another"), "theirs"),
                folderOfSecret.resolve("a"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.delete(folderOfSecret.resolve("b"));
        Files.createDirectory(folderOfSecret.resolve("b"));
        service.write("app/db", "{\"c\":\"3\"}");

        assertThat(get("app/db", "--format", "files", "--output-dir", out.toString()))
                .isZero();

        assertThat(folderOfSecret.resolve("a")).hasContent("theirs");
        assertThat(folderOfSecret.resolve("b")).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no JSON", "[1]", "{\"../../outside\":\"x\",\"gone\":\"x\"}", "{\"gone\":{\"a\":\"b\"}}"})
    void aNoteThatIsNotOursRemovesNothing(String note) throws IOException {
        service.write("app/db", "{\"gone\":\"1\"}");
        get("app/db", "--format", "files", "--output-dir", out.toString());
        Path outside = Files.writeString(out.resolve("outside"), "x");
        Path noted = out.resolve("app/db/.undercroft-files");
        Files.delete(noted);
        Files.writeString(noted, note);
        service.write("app/db", "{}");

        assertThat(get("app/db", "--format", "files", "--output-dir", out.toString()))
                .isZero();

        assertThat(outside).exists();
        assertThat(out.resolve("app/db/gone")).exists();
    }

    private List<String> filesOf(String path) throws IOException {
        try (Stream<Path> files = Files.list(out.resolve(path))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"../evil", "..", ".", "''", "a/b", "'\\u0000'", ".undercroft-files"})
    void aFieldThatNoFileCanBeNamedLikeWritesNothing(String name) {
        service.write("app/db", "{\"good\":\"" + CANARY + "\",\"" + name + "\":\"" + CANARY + "\"}");

        assertThat(get("app/db", "--format", "files", "--output-dir", out.toString()))
                .isEqualTo(1);

        assertThat(errors).contains("app/db", "--format json").doesNotContain(CANARY);
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a --field x --format env; --field",
                "a b --field x; --field",
                "a --format files; --output-dir",
                "a --output-dir x; --output-dir",
                "a --format files --output-dir x --output y; --output-dir",
                "a --watch; --output",
                "a --output x --mode 0999; --mode",
                "a --watch --output x --interval 5; --interval",
                "a --timeout 0s; --timeout",
                "a --url ftp://x; --url",
                "a --url https://user:canary-7f3a@x; --url",
                "a --url http://x --ca-file x; --ca-file",
                "a --tenant a,b; --tenant",
                "a/../b; PATH",
                "a --format yaml; --format",
                "--field x; PATH"
            })
    void aWrongCommandLineIsToldWithTheOptionToMend(String line, String option) {
        assertThat(get(line.split(" "))).isEqualTo(2);

        assertThat(errors).contains(option).doesNotContain(CANARY);
        assertThat(service.asked).isEmpty();
    }

    @Test
    void withoutATokenTheWaysToGiveOneAreTold() {
        var written = new StringWriter();

        int code = Undercroft.commandLine()
                .setErr(new PrintWriter(written, true))
                .execute("get", "app/db", "--url", service.url());

        assertThat(code).isEqualTo(2);
        assertThat(written.toString()).contains("--token-file", "UNDERCROFT_TOKEN");
    }

    @Test
    void aRefusalIsToldInTheServicesWords() {
        assertThat(getToFile("app/none")).isEqualTo(1);
        assertThat(errors).contains("app/none: 404 secret_not_found: No such secret.");

        service.refuse(401, "{\"error\": {\"code\": \"token_expired\", \"message\": \"Get a\\u0007 new one.\"}}");
        assertThat(getToFile("app/db")).isEqualTo(1);
        assertThat(errors).contains("401 token_expired: Get a? new one.").doesNotContain("the-token");
        assertThat(out).doesNotExist();
    }

    @Test
    void anAnswerOfSomethingElseIsNotRepeated() {
        for (String body : List.of("<html>" + CANARY + "</html>", "{\"x\": \"" + CANARY + "\"}", "")) {
            service.refuse(502, body);
            assertThat(getToFile("app/db")).isEqualTo(1);
            assertThat(errors).contains("502", "--url").doesNotContain(CANARY);
        }
        for (String body :
                List.of(CANARY, "{\"data\": \"" + CANARY + "\"}", "[\"" + CANARY + "\"]", "{\"data\": {\"")) {
            service.refuse(200, body);
            assertThat(getToFile("app/db")).isEqualTo(1);
            assertThat(errors).contains("no secret", "--url").doesNotContain(CANARY);
        }
        service.refuse(302, "");
        assertThat(getToFile("app/db")).isEqualTo(1);
        assertThat(errors).contains("302");
    }

    @Test
    void aServiceThatIsAwayOrSilentIsTold() throws IOException {
        service.close();
        assertThat(getToFile("app/db")).isEqualTo(1);
        assertThat(errors).contains("does not answer", "--url");

        try (var silent = new ServerSocket(0)) {
            assertThat(getToFile("app/db", "--timeout", "1s", "--url", "http://localhost:" + silent.getLocalPort()))
                    .isEqualTo(1);
            assertThat(errors).contains("did not answer within 1 s", "--timeout");
        }
    }

    @Test
    void aTokenFileThatHoldsNoneIsToldWithoutItsContent() throws IOException {
        Files.writeString(token, CANARY + "\n" + CANARY);
        assertThat(getToFile("app/db")).isEqualTo(1);
        assertThat(errors).contains("holds no token").doesNotContain(CANARY);

        Files.delete(token);
        assertThat(getToFile("app/db")).isEqualTo(1);
        assertThat(errors).contains("can't be read", token.toString());
        assertThat(service.asked).isEmpty();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsTold() {
        service.write("app/db", "{\"a\": \"" + CANARY + "\"}");

        assertThat(get("app/db", "--output", folder.resolve("none/out").toString()))
                .isEqualTo(1);

        assertThat(errors).contains("can't be written", "none").doesNotContain(CANARY);
    }

    private static String modeOf(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
