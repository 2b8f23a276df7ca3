package dev.undercroft.cli;

import dev.undercroft.embedded.Access;
import dev.undercroft.embedded.EmbeddedPostgres;
import dev.undercroft.tenancy.DatabaseRoles;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The database that a command works with: an external one, the embedded one of a service that runs, or an embedded one
 * that lives as long as this object. Tells the service's datasources by system properties, before they are made.
 */
final class Database implements AutoCloseable {

    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String OPTIONS = "quarkus.datasource.jdbc.additional-jdbc-properties.options";
    private static final String BATCH_OPTIONS = "quarkus.datasource.batch.jdbc.additional-jdbc-properties.options";
    private static final int PATIENCE_SECONDS = 60;

    private final Optional<EmbeddedPostgres> own;

    private Database(Optional<EmbeddedPostgres> own) {
        this.own = own;
    }

    /** For the service itself: the external database, or the embedded one, started here. */
    static Database forService(Settings settings) {
        if (settings.databaseUrl().isPresent()) {
            return external(settings);
        }
        EmbeddedPostgres embedded = EmbeddedPostgres.start(settings.dataDirectory());
        use(embedded.access());
        return new Database(Optional.of(embedded));
    }

    /** For a command that may run beside the service. */
    static Database forCommand(Settings settings) {
        if (settings.databaseUrl().isPresent()) {
            return external(settings);
        }
        Optional<Access> running = EmbeddedPostgres.running(settings.dataDirectory());
        if (running.isPresent()) {
            use(running.get());
            return new Database(Optional.empty());
        }
        return forService(settings);
    }

    private static void use(Access access) {
        System.setProperty(URL, access.jdbcUrl());
        System.setProperty("quarkus.datasource.username", access.application().user());
        System.setProperty("quarkus.datasource.password", access.application().password());
        System.setProperty("quarkus.datasource.batch.username", access.batch().user());
        System.setProperty("quarkus.datasource.batch.password", access.batch().password());
        System.setProperty("quarkus.flyway.username", access.owner().user());
        System.setProperty("quarkus.flyway.password", access.owner().password());
        System.setProperty(
                "quarkus.flyway.placeholders.app", access.application().user());
        System.setProperty("quarkus.flyway.placeholders.batch", access.batch().user());
    }

    private static Database external(Settings settings) {
        String user = settings.find("quarkus.datasource.username").orElse("");
        String password = settings.find("quarkus.datasource.password").orElse("");
        Optional<String> batchUser = settings.find("quarkus.datasource.batch.username");
        if (batchUser.isEmpty()) {
            System.setProperty("quarkus.datasource.batch.username", user);
            System.setProperty("quarkus.datasource.batch.password", password);
        }
        boolean separateOwner = settings.find("quarkus.flyway.username").isPresent();
        if (separateOwner || batchUser.isPresent()) {
            System.setProperty("quarkus.flyway.placeholders.app", user);
            System.setProperty("quarkus.flyway.placeholders.batch", batchUser.orElse(user));
        } else {
            wear(
                    rolesOf(settings.databaseUrl().orElseThrow(), user, password),
                    settings.find(BATCH_OPTIONS).orElse(""));
        }
        return new Database(Optional.empty());
    }

    private static void wear(DatabaseRoles roles, String batchOptions) {
        System.setProperty("quarkus.flyway.placeholders.app", roles.application());
        System.setProperty("quarkus.flyway.placeholders.batch", roles.batch());
        // Given without a user, Flyway would take the pool's connections, which do not own the tables.
        System.setProperty("quarkus.flyway.username", System.getProperty("quarkus.datasource.batch.username"));
        System.setProperty("quarkus.flyway.password", System.getProperty("quarkus.datasource.batch.password"));
        if (roles.worn()) {
            System.setProperty(OPTIONS, roles.option(roles.application()));
            System.setProperty(BATCH_OPTIONS, roles.option(roles.batch()) + " " + batchOptions);
        }
    }

    private static DatabaseRoles rolesOf(String url, String user, String password) {
        long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (true) {
            try (Connection connection = DriverManager.getConnection(url, user, password)) {
                return DatabaseRoles.ofOnlyLogin(connection);
            } catch (SQLException failed) {
                boolean unreachable = failed.getSQLState() != null
                        && (failed.getSQLState().startsWith("08")
                                || failed.getSQLState().startsWith("57P"));
                if (!unreachable || System.nanoTime() > deadline) {
                    throw new ConfigurationException(
                            "the database can't be used (" + failed.getMessage()
                                    + "); check QUARKUS_DATASOURCE_JDBC_URL,"
                                    + " QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD",
                            failed);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            java.util.concurrent.TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ConfigurationException("interrupted while waiting for the database");
        }
    }

    /** Whether the database is the embedded one and lives with this object. */
    boolean isOwn() {
        return own.isPresent();
    }

    @Override
    public void close() {
        own.ifPresent(EmbeddedPostgres::close);
    }
}
