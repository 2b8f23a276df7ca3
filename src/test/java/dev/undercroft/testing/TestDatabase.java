package dev.undercroft.testing;

import dev.undercroft.embedded.Access;
import dev.undercroft.embedded.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;

/** The embedded PostgreSQL of the whole test run, with keys of its own, in a fresh data directory below target. */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    /** 32 bytes that guard nothing. */
    public static final String ROOT_KEY = Base64.getEncoder().encodeToString(new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    });

    private EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            Path data = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "test-data").toAbsolutePath()), "run");
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
            postgres = EmbeddedPostgres.start(data);
            Files.writeString(data.resolve("signing-keys.pem"), SigningKey.PEM);
            Access access = postgres.access();
            return Map.ofEntries(
                    Map.entry("undercroft.data-dir", data.toString()),
                    Map.entry("undercroft.root-key.value", ROOT_KEY),
                    Map.entry("quarkus.datasource.jdbc.url", access.jdbcUrl()),
                    Map.entry(
                            "quarkus.datasource.username", access.application().user()),
                    Map.entry(
                            "quarkus.datasource.password", access.application().password()),
                    Map.entry(
                            "quarkus.datasource.batch.username", access.batch().user()),
                    Map.entry(
                            "quarkus.datasource.batch.password", access.batch().password()),
                    Map.entry("quarkus.flyway.username", access.owner().user()),
                    Map.entry("quarkus.flyway.password", access.owner().password()),
                    Map.entry(
                            "quarkus.flyway.placeholders.app",
                            access.application().user()),
                    Map.entry(
                            "quarkus.flyway.placeholders.batch", access.batch().user()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }
}
