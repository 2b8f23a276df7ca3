package dev.undercroft.packaged;

import dev.undercroft.embedded.Access;
import dev.undercroft.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A PostgreSQL server that services under test know by its address only. */
final class ExternalDatabase implements AutoCloseable {

    private final Path directory;
    private EmbeddedPostgres server;

    private ExternalDatabase(Path directory) {
        this.directory = directory;
        this.server = EmbeddedPostgres.start(directory);
    }

    static ExternalDatabase start() throws IOException {
        return new ExternalDatabase(DataDirectory.make());
    }

    /** The database whose files lie in a directory already. */
    static ExternalDatabase over(Path directory) {
        return new ExternalDatabase(directory);
    }

    /** Where its files are. */
    Path directory() {
        return directory;
    }

    /** What a service's environment has to say to use this database; a root key comes on top. */
    Map<String, String> environment() {
        Access access = server.access();
        return new HashMap<>(Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", access.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", access.owner().user(),
                "QUARKUS_DATASOURCE_PASSWORD", access.owner().password()));
    }

    /** A connection that no wall holds. */
    Connection superuser() throws SQLException {
        var logins = new Properties();
        try (Reader file = Files.newBufferedReader(directory.resolve("postgres.properties"))) {
            logins.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return DriverManager.getConnection(server.access().jdbcUrl(), "postgres", logins.getProperty("superuser"));
    }

    /** Whether anybody waits for a lock. */
    boolean hasWaiting() {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
            return rows.next();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void stop() {
        server.close();
    }

    /** Starts it again, at the address that it had. */
    void startAgain() {
        server = EmbeddedPostgres.start(directory);
    }

    /** Makes every process of the server stand still, as a hanging host does: connections stay open, nothing answers. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Ends {@link #freeze}. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Path pidFile = directory.resolve("postgres").resolve("postmaster.pid");
        ProcessHandle postmaster = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
                .orElseThrow();
        List<String> command = new java.util.ArrayList<>(List.of("kill", "-" + name, Long.toString(postmaster.pid())));
        postmaster.descendants().forEach(process -> command.add(Long.toString(process.pid())));
        // A connection's process may end between the look and the signal, so the exit code says little.
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    @Override
    public void close() {
        server.close();
    }
}
