package dev.undercroft.embedded;

import java.util.List;

/** The server ended before it accepted connections; knows from its last words whether another attempt may go well. */
final class ServerEndedException extends EmbeddedPostgresException {

    private static final long serialVersionUID = 1L;

    private static final String PORT_TAKEN = "could not create any TCP/IP sockets";

    /** What is left of a killed server goes away by itself: processes that hold its memory, or that still stop. */
    private static final List<String> LEFT_OVER =
            List.of("shared memory block", "lock file \"postmaster.pid\" already exists");

    private final String lastWords;

    ServerEndedException(DataDirectory directory, String lastWords) {
        super("PostgreSQL in %s does not start. The last lines of %s:\n%s"
                .formatted(directory.cluster(), directory.log(), lastWords));
        this.lastWords = lastWords;
    }

    boolean isPortTaken() {
        return lastWords.contains(PORT_TAKEN);
    }

    boolean isLeftOver() {
        return LEFT_OVER.stream().anyMatch(lastWords::contains);
    }
}
