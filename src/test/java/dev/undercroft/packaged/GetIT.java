package dev.undercroft.packaged;

import static dev.undercroft.packaged.ServiceProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program reads secrets from a running service, over HTTP and HTTPS. */
class GetIT {

    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final String SECRET = "/v1/secrets/app/db";
    private static final String PASSWORD = "it's \"s3cret\" $HOME \\ \u00e4\n";

    private static Path data;
    private static ServiceProcess service;
    private static int tlsPort;
    private static String token;

    @TempDir
    Path folder;

    private Map<String, String> environment;

    @BeforeAll
    static void serve() throws Exception {
        data = DataDirectory.make();
        tlsPort = ServiceProcess.freePort();
        service = ServiceProcess.start(
                data,
                Map.of(
                        "QUARKUS_HTTP_SSL_PORT",
                        Integer.toString(tlsPort),
                        "QUARKUS_HTTP_TLS_CONFIGURATION_NAME",
                        "http",
                        "QUARKUS_TLS__HTTP__KEY_STORE_PEM__SERVER__CERT",
                        AUTHORITY.writeCertificate(data.resolve("tls.crt")).toString(),
                        "QUARKUS_TLS__HTTP__KEY_STORE_PEM__SERVER__KEY",
                        AUTHORITY.writeKey(data.resolve("tls.key")).toString()));
        token = ServiceProcess.token(
                data, "--tenant", "tnt_demo", "--role", "tenant_admin", "--scope", "secrets:read secrets:write");
    }

    @AfterAll
    static void stop() throws Exception {
        if (service != null) {
            try (ServiceProcess last = service) {
                last.stop();
            }
        }
    }

    @BeforeEach
    void writeSecret() {
        write("{\"password\": \"it's \\\"s3cret\\\" $HOME \\\\ \u00e4\\n\", \"port\": 5432.10}");
        environment =
                new HashMap<>(Map.of("UNDERCROFT_URL", "http://localhost:" + service.port, "UNDERCROFT_TOKEN", token));
    }

    private static void write(String value) {
        assertThat(service.put(SECRET, token, "{\"data\": " + value + "}").statusCode())
                .isIn(200, 201);
    }

    private ServiceProcess.Output get(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "get";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return ServiceProcess.run(folder, environment, command);
    }

    @Test
    void oneValueIsPrintedToTheByteAndNothingBesides() throws Exception {
        var password = get("app/db", "--field", "password");
        var port = get("app/db", "--field", "port");
        var all = get("app/db");

        assertThat(password).isEqualTo(new ServiceProcess.Output(0, PASSWORD, ""));
        assertThat(port).isEqualTo(new ServiceProcess.Output(0, "5432.10", ""));
        assertThat(all.out()).contains("\"port\":5432.10").endsWith("}\n");
        // Nothing of the service is made for it.
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aShellReadsTheValueBack() throws Exception {
        Path file = folder.resolve("app.env");

        assertThat(get("app/db", "--format", "env", "--output", file.toString()))
                .isEqualTo(nothingSaid());

        Process shell = new ProcessBuilder("/bin/sh", "-c", ". " + file + "; printf %s \"$password\"").start();
        assertThat(new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(PASSWORD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--------");
    }

    @Test
    void aWatchRewritesFilesAsAWholeWhenThereIsANewVersion() throws Exception {
        Path tokenFile = Files.writeString(folder.resolve("token"), token);
        environment.remove("UNDERCROFT_TOKEN");
        environment.put("UNDERCROFT_TOKEN_FILE", tokenFile.toString());
        Path errors = folder.resolve("errors");
        Path password = folder.resolve("out/app/db/password");
        Process watch = ServiceProcess.begin(
                folder,
                environment,
                errors,
                "get",
                "app/db",
                "--format",
                "files",
                "--output-dir",
                folder.resolve("out").toString(),
                "--watch",
                "--interval",
                "1s");
        try {
            await("the file is there", () -> Files.exists(password));
            assertThat(Files.readString(password)).isEqualTo(PASSWORD);
            Object first = keyOf(password);

            Files.writeString(tokenFile, "no.such.token");
            await("the refusal is told", () -> read(errors).contains("401 token_invalid"));
            assertThat(Files.readString(password)).isEqualTo(PASSWORD);
            assertThat(keyOf(password)).isEqualTo(first);

            Files.writeString(tokenFile, token);
            write("{\"password\": \"second\"}");
            await("the new version is there", () -> read(password).equals("second"));
            assertThat(keyOf(password)).isNotEqualTo(first);
            assertThat(folder.resolve("out/app/db")).isDirectoryContaining("glob:**/password");
            assertThat(folder.resolve("out/app/db/port")).doesNotExist();
            assertThat(read(errors)).doesNotContain("s3cret", token, "no.such.token");
        } finally {
            watch.destroy();
            assertThat(watch.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(folder.resolve("out/app/db")).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aWrongTokenAndAMissingSecretSayWhatIsWrong() throws Exception {
        var missing = get("app/none");
        environment.put("UNDERCROFT_TOKEN", "no.such.token");
        var stranger = get("app/db");
        environment.remove("UNDERCROFT_TOKEN");
        var nobody = get("app/db");

        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("app/none: 404 secret_not_found");
        assertThat(stranger.code()).isEqualTo(1);
        assertThat(stranger.err()).contains("app/db: 401 token_invalid").doesNotContain("no.such.token");
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).contains("--token-file");
        assertThat(missing.out() + stranger.out() + nobody.out()).isEmpty();
    }

    @Test
    void httpsIsHeldAgainstTheAuthorityThatIsNamed() throws Exception {
        environment.put("UNDERCROFT_URL", "https://localhost:" + tlsPort);
        Path authority = AUTHORITY.writeAuthority(folder.resolve("ca.crt"));
        Path other = new TestAuthority().writeAuthority(folder.resolve("other.crt"));

        var trusted = get("app/db", "--field", "port", "--ca-file", authority.toString());
        var foreign = get("app/db", "--field", "port", "--ca-file", other.toString());
        var unknown = get("app/db", "--field", "port");
        environment.put("UNDERCROFT_URL", "https://127.0.0.1:" + tlsPort);
        var otherName = get("app/db", "--field", "port", "--ca-file", authority.toString());

        assertThat(trusted).isEqualTo(new ServiceProcess.Output(0, "5432.10", ""));
        for (var refused : java.util.List.of(foreign, unknown, otherName)) {
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("is not trusted", "--ca-file");
            assertThat(refused.out()).isEmpty();
        }
    }

    private static ServiceProcess.Output nothingSaid() {
        return new ServiceProcess.Output(0, "", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Object keyOf(Path file) throws IOException {
        return Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
    }
}
