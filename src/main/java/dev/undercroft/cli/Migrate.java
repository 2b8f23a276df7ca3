package dev.undercroft.cli;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import picocli.CommandLine.Command;

/** Brings the database's schema up to date. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Brings the database's schema up to date, and exits.",
            "'serve' does it too unless QUARKUS_FLYWAY_MIGRATE_AT_START is false."
        })
final class Migrate implements Callable<Integer> {

    /** The work: migrating happens at the start. */
    public static class Work implements QuarkusApplication {

        @Inject
        Flyway flyway;

        @Override
        public int run(String... args) {
            System.out.println(
                    "the schema is at version " + flyway.info().current().getVersion());
            return 0;
        }
    }

    @Override
    public Integer call() {
        Database database = Database.forCommand(Settings.load());
        System.setProperty("quarkus.flyway.migrate-at-start", "true");
        return Task.run(database, Work.class);
    }
}
