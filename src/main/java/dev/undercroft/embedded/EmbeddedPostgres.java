package dev.undercroft.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server that belongs to one data directory and lives as long as the service that started it.
 *
 * <p>Life cycle: {@link #start} takes the lock of the data directory, unpacks the binaries, makes the cluster when there
 * is none and returns when the server accepts connections. From then on a thread watches the server and starts it again,
 * on the same port, when it dies. {@link #close} stops it. When the process of the service is killed instead, the server
 * shuts itself down; where the system can't do that, it stays and the next {@code start} takes it over.
 *
 * <p>Thread safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private final DirectoryLock lock;
    private final Supervisor supervisor;
    private final Credentials credentials;

    private EmbeddedPostgres(DirectoryLock lock, Supervisor supervisor, Credentials credentials) {
        this.lock = lock;
        this.supervisor = supervisor;
        this.credentials = credentials;
    }

    /**
     * Starts the server of a data directory, or takes over the live one that a killed service left there. Blocks until
     * it accepts connections.
     *
     * @param dataDirectory the service's data directory, made when absent
     * @throws EmbeddedPostgresException if it is in use by another running service, or the server can't be started
     */
    public static EmbeddedPostgres start(Path dataDirectory) {
        return start(dataDirectory, Map.of());
    }

    /**
     * As {@link #start(Path)}, with settings of the server's configuration added to, or put in place of, the usual ones.
     * A live server with other settings is stopped and started anew.
     *
     * @param extraSettings names and values as in {@code postgresql.conf}; {@code port} is not among them
     * @throws IllegalArgumentException if a name is no name of a setting, or {@code port}
     * @throws EmbeddedPostgresException if it is in use by another running service, or the server can't be started
     */
    public static EmbeddedPostgres start(Path dataDirectory, Map<String, String> extraSettings) {
        Settings settings = Settings.with(extraSettings);
        try {
            // First, so that an unsupported platform leaves no traces.
            Archive archive = Archive.find();
            DataDirectory directory = DataDirectory.make(dataDirectory);
            DirectoryLock lock = DirectoryLock.take(directory);
            EmbeddedPostgres started = null;
            try {
                started = start(directory, archive, settings, lock);
                return started;
            } finally {
                if (started == null) {
                    // What was begun may fill the disk.
                    directory.removeUnfinished();
                    lock.release();
                }
            }
        } catch (IOException e) {
            throw unusable(dataDirectory, e);
        }
    }

    private static EmbeddedPostgres start(
            DataDirectory directory, Archive archive, Settings settings, DirectoryLock lock) throws IOException {
        directory.removeUnfinished();
        Binaries binaries = Binaries.unpacked(directory, archive);
        Unprivileged unprivileged = Unprivileged.find(directory, binaries);
        Credentials credentials = Credentials.loadOrMake(directory);
        Cluster cluster = new Cluster(directory, binaries, unprivileged, credentials);
        Server server = new Server(directory, binaries, unprivileged, settings, credentials);
        Supervisor supervisor = new Supervisor(directory, cluster, server, credentials);
        supervisor.start();
        return new EmbeddedPostgres(lock, supervisor, credentials);
    }

    /**
     * How to reach the server of a data directory while it runs: for a tool beside the service. Proven by connecting and
     * asking the server which files it serves. Changes nothing.
     *
     * @return empty when no server of this data directory answers
     * @throws EmbeddedPostgresException if the files with the passwords can't be read by this user
     */
    public static Optional<Access> running(Path dataDirectory) {
        try {
            Optional<DataDirectory> directory = DataDirectory.existing(dataDirectory);
            if (directory.isEmpty()) {
                return Optional.empty();
            }
            Optional<Credentials> credentials = Credentials.load(directory.get());
            Optional<Integer> port = Ports.remembered(directory.get());
            if (credentials.isEmpty() || port.isEmpty()) {
                return Optional.empty();
            }
            Superuser superuser =
                    new Superuser(directory.get().cluster(), credentials.get().superuser());
            return superuser.ask(port.get()) == Superuser.Answer.OURS
                    ? Optional.of(Access.of(port.get(), credentials.get()))
                    : Optional.empty();
        } catch (IOException e) {
            throw unusable(dataDirectory, e);
        }
    }

    /** How to reach the server. Stays the same until {@link #close}. */
    public Access access() {
        return Access.of(supervisor.port(), credentials);
    }

    /** The process id of the server's first process (the postmaster) now: another one after it died and was replaced. */
    public long pid() {
        return supervisor.pid();
    }

    /**
     * Stops the server, breaking open connections, and waits for its end. It is not started again. Calling it again does
     * nothing.
     */
    @Override
    public void close() {
        supervisor.close();
        lock.release();
    }

    private static EmbeddedPostgresException unusable(Path dataDirectory, IOException e) {
        if (e instanceof AccessDeniedException) {
            return new EmbeddedPostgresException(
                    ("The data directory %s, or %s in it, belongs to another user. Run the service as that user,"
                                    + " or give the whole directory to this one (chown -R), or set"
                                    + " UNDERCROFT_DATA_DIR to another directory.")
                            .formatted(dataDirectory, e.getMessage()),
                    e);
        }
        return new EmbeddedPostgresException(
                "The embedded PostgreSQL can't use the data directory %s: %s".formatted(dataDirectory, e.getMessage()),
                e);
    }
}
