package dev.undercroft.cli;

import io.quarkus.runtime.QuarkusApplication;

/** Work that needs the service's beans and its database, but nobody's requests. */
final class Task {

    private Task() {}

    /** Starts the service without its port, runs the work, stops it; the exit code is the work's, or 1. */
    static int run(Database database, Class<? extends QuarkusApplication> work, String... arguments) {
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.scheduler.enabled", "false");
        System.setProperty("quarkus.log.console.json.enabled", "false");
        System.setProperty("quarkus.log.console.stderr", "true");
        System.setProperty("quarkus.log.level", "WARN");
        try (database) {
            return Lifecycle.run(work, arguments);
        }
    }
}
