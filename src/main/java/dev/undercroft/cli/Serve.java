package dev.undercroft.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import picocli.CommandLine.Command;

/** Runs the service until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the service (the default).",
            "Without a database URL it brings its own PostgreSQL, a root key, a signing key and a first partner and"
                    + " tenants, all in the data directory (UNDERCROFT_DATA_DIR, ~/.undercroft).",
            "With one it needs QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_USERNAME, QUARKUS_DATASOURCE_PASSWORD and"
                    + " UNDERCROFT_ROOT_KEY_VALUE or UNDERCROFT_ROOT_KEY_FILE."
        })
final class Serve implements Callable<Integer> {

    static final String FIRST_RUN = "undercroft.first-run";
    private static final int LONGEST_STOP_SECONDS = 60;

    @Override
    public Integer call() {
        Settings settings = Settings.load();
        boolean embedded = settings.databaseUrl().isEmpty();
        prepareKeys(settings, embedded);
        var stopped = new CountDownLatch(1);
        // Requests, pools and the trail end before the database does: the JVM must wait for all of it.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stopped), "undercroft-stop"));
        try (Database database = Database.forService(settings)) {
            System.setProperty(FIRST_RUN, Boolean.toString(database.isOwn()));
            if (database.isOwn() && System.getenv("QUARKUS_LOG_CONSOLE_JSON_ENABLED") == null) {
                System.setProperty("quarkus.log.console.json.enabled", "false");
            }
            return Lifecycle.run(Running.class);
        } finally {
            stopped.countDown();
        }
    }

    private static void prepareKeys(Settings settings, boolean embedded) {
        Logger log = Logger.getLogger("undercroft");
        if (!settings.rootKeysAreGiven() && embedded && KeyFiles.ensureRootKey(settings.rootKeys())) {
            log.infof(
                    "made a root key in %s: keep a copy of it elsewhere, nothing opens without it",
                    settings.rootKeys());
        }
        if (!settings.rootKeysAreGiven() && !java.nio.file.Files.exists(settings.rootKeys())) {
            throw new ConfigurationException(
                    "there is no root key: set UNDERCROFT_ROOT_KEY_VALUE to base64 of 32 bytes,"
                            + " or UNDERCROFT_ROOT_KEY_FILE to a file with one ('keygen' makes one)");
        }
        if (settings.builtInIssuer() && KeyFiles.ensureSigningKey(settings.signingKeys())) {
            log.infof("made a signing key in %s", settings.signingKeys());
        }
    }

    private static void await(CountDownLatch stopped) {
        try {
            stopped.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
