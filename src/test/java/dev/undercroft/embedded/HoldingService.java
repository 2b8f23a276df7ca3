package dev.undercroft.embedded;

import java.nio.file.Path;

/** A service that holds the database of a data directory until it is killed: for the tests, in a JVM of its own. */
final class HoldingService {

    private HoldingService() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
        System.out.println("pid " + postgres.pid());
        Thread.sleep(Long.MAX_VALUE);
    }
}
