package dev.undercroft.isolation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.Superuser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** Everything that the service wrote: its database with the files behind it, its log, its metrics, its trail. */
final class Written {

    private Written() {}

    /** Proves that the search finds what is there. */
    static void requireInTheDatabase(Forms known, String what) throws IOException {
        Superuser.run("CHECKPOINT");
        assertThat(finds(Superuser.dataDirectory(), known))
                .as(what + " in the database")
                .isNotEmpty();
    }

    /** Looks for secrets everywhere. */
    static void requireNowhere(Forms secrets) throws IOException {
        Superuser.run("CHECKPOINT");
        assertThat(finds(Superuser.dataDirectory(), secrets))
                .as("files of the data directory")
                .isEmpty();
        Path log = Path.of(ConfigProvider.getConfig().getValue("quarkus.log.file.path", String.class));
        assertThat(Files.size(log)).as("the log").isPositive();
        assertThat(finds(log, Forms.of(List.of(), "Profile test activated"))).hasSize(1);
        assertThat(finds(log, secrets)).as("the log").isEmpty();
        requireNotIn(given().get("/q/metrics").asString(), "http_server_requests", "metrics", secrets);
        String trail = String.join("\n", Superuser.texts("SELECT t::text FROM audit_event t"));
        requireNotIn(trail, "tenant", "the trail", secrets);
    }

    /** Looks for secrets in a text that holds something known. */
    static void requireNotIn(String text, String known, String where, Forms secrets) {
        assertThat(text).as(where).contains(known);
        assertThat(secrets.in(text)).as(where).isEmpty();
    }

    /** Does something while no event can be kept. */
    static void withoutTheTrail(Runnable work) {
        Superuser.run("REVOKE INSERT ON audit_event FROM undercroft_batch, undercroft_app");
        try {
            work.run();
        } finally {
            Superuser.run("GRANT INSERT ON audit_event TO undercroft_batch, undercroft_app");
        }
    }

    private static List<String> finds(Path root, Forms wanted) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/postgres-linux-"))
                    .flatMap(file -> wanted.in(bytes(file)).map(found -> file + " holds " + found).stream())
                    .toList();
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException gone) {
            // The database removes files as it goes.
            return "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
