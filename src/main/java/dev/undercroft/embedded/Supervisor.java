package dev.undercroft.embedded;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/**
 * The thread that starts the server, starts it again when it dies, and stops it. One thread for all three, because the
 * kernel stops the server when the thread that started it ends. The other methods are safe in any thread.
 */
final class Supervisor {

    private static final Logger LOG = Logger.getLogger(Supervisor.class);

    private static final int ATTEMPTS = 100;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LAST_PAUSE_MILLIS = 5_000;

    private final DataDirectory directory;
    private final Cluster cluster;
    private final Server server;
    private final Roles roles;
    private final Binaries binaries;
    private final Thread keeper;
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    private volatile Postmaster postmaster;
    private volatile boolean closing;

    Supervisor(DataDirectory directory, Cluster cluster, Server server, Credentials credentials) {
        this.directory = directory;
        this.cluster = cluster;
        this.server = server;
        this.binaries = cluster.binaries();
        this.roles = new Roles(new Superuser(directory.cluster(), credentials.superuser()), credentials);
        this.keeper = new Thread(this::keep, "embedded-postgres");
        // A service that ends without closing must not be held up; the kernel stops the server.
        this.keeper.setDaemon(true);
    }

    /** Returns when the server accepts connections and has its roles. */
    void start() throws IOException {
        keeper.start();
        try {
            started.get();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while PostgreSQL started", e);
        } catch (ExecutionException e) {
            close();
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof EmbeddedPostgresException cause) {
                throw cause;
            }
            throw new EmbeddedPostgresException("PostgreSQL does not start: " + e.getCause(), e.getCause());
        }
    }

    int port() {
        return postmaster.port();
    }

    long pid() {
        return postmaster.process().pid();
    }

    /** Lets the thread stop the server and waits for both. */
    void close() {
        closing = true;
        boolean interrupted = false;
        while (keeper.isAlive()) {
            keeper.interrupt();
            try {
                keeper.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        try {
            cluster.makeIfAbsent();
            postmaster = firstStart();
            roles.complete(postmaster.port());
            Ports.remember(directory, postmaster.port());
            started.complete(null);
            watch();
        } catch (InterruptedException e) {
            started.completeExceptionally(e);
        } catch (Throwable e) {
            // An error too: start() waits for a word of this thread.
            if (!started.completeExceptionally(e)) {
                LOG.error("PostgreSQL is no longer watched", e);
            }
        } finally {
            stop();
        }
    }

    private Postmaster firstStart() throws IOException, InterruptedException {
        Optional<Postmaster> leftBehind = server.takeOver();
        if (leftBehind.isPresent()) {
            return leftBehind.get();
        }
        binaries.removeFormer();
        Optional<Integer> remembered = Ports.remembered(directory);
        int port = remembered.isPresent() ? remembered.get() : Ports.free();
        for (int attempt = 1; ; attempt++) {
            try {
                return server.start(port);
            } catch (ServerEndedException e) {
                if (closing || attempt == ATTEMPTS || !e.isPortTaken() && !e.isLeftOver()) {
                    throw e;
                }
                if (e.isPortTaken()) {
                    port = Ports.free();
                }
                Thread.sleep(FIRST_PAUSE_MILLIS);
            }
        }
    }

    private void watch() throws InterruptedException {
        while (!closing) {
            try {
                postmaster.process().onExit().get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
            if (!closing) {
                LOG.warnf("PostgreSQL (process %d) died; it is started again", pid());
                postmaster = startAgain(port());
                LOG.warnf("PostgreSQL is back (process %d)", pid());
            }
        }
    }

    /** Tries for as long as it takes, on the same port: the service's connections lead there. */
    private Postmaster startAgain(int port) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (!closing) {
            try {
                return server.start(port);
            } catch (IOException | EmbeddedPostgresException e) {
                LOG.warnf("PostgreSQL can't be started again yet: %s", e.getMessage());
            }
            Thread.sleep(pause);
            pause = Math.min(2 * pause, LAST_PAUSE_MILLIS);
        }
        throw new InterruptedException("closing");
    }

    private void stop() {
        // The interruption that ended the watch must not end the wait for the server.
        Thread.interrupted();
        try {
            if (postmaster != null) {
                server.stop(postmaster);
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("PostgreSQL can't be stopped", e);
        }
    }
}
