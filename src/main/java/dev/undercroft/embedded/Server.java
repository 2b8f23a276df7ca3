package dev.undercroft.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Starts, takes over and stops the server of one cluster. Used by one thread, the supervisor's: the kernel stops the
 * server when the thread that started it ends. Every wait ends with {@link InterruptedException} when that thread is
 * interrupted.
 */
final class Server {

    private static final Logger LOG = Logger.getLogger(Server.class);

    /** Long, for after a kill the server first replays its write-ahead log. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration LEFT_BEHIND = Duration.ofSeconds(30);
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(10);
    private static final int POLL_MILLIS = 20;
    private static final int SETTLE_MILLIS = 200;
    private static final int SETTLED_ANSWERS = 3;

    private final DataDirectory directory;
    private final Binaries binaries;
    private final Unprivileged unprivileged;
    private final Settings settings;
    private final Superuser superuser;
    private final ServerLog log;

    Server(
            DataDirectory directory,
            Binaries binaries,
            Unprivileged unprivileged,
            Settings settings,
            Credentials credentials) {
        this.directory = directory;
        this.binaries = binaries;
        this.unprivileged = unprivileged;
        this.settings = settings;
        this.superuser = new Superuser(directory.cluster(), credentials.superuser());
        this.log = new ServerLog(directory.log());
    }

    /**
     * Starts a process and waits until it accepts connections.
     *
     * @throws ServerEndedException if it ended instead
     * @throws EmbeddedPostgresException if it does not accept connections, or not our password
     */
    Postmaster start(int port) throws IOException, InterruptedException {
        // Clears away the file of a dead server whose number another program has now.
        Postmaster.alive(directory.cluster());
        ProcessBuilder.Redirect output = log.open();
        long before = log.size();
        Process process = Command.builder(unprivileged.prefix(), binaries.postgres(), arguments(port))
                .redirectOutput(output)
                .start();
        process.getOutputStream().close();
        Postmaster postmaster = new Postmaster(process.toHandle(), port);
        try {
            awaitConnections(postmaster, before);
            return postmaster;
        } catch (InterruptedException | RuntimeException e) {
            stop(postmaster);
            throw e;
        }
    }

    private void awaitConnections(Postmaster postmaster, long before) throws IOException, InterruptedException {
        long started = System.nanoTime();
        while (true) {
            // Asked only when ready, for before that another program may own the port.
            Superuser.Answer answer = postmaster.isReady(directory.cluster())
                    ? superuser.ask(postmaster.port())
                    : Superuser.Answer.NOBODY;
            if (!postmaster.isAlive()) {
                throw new ServerEndedException(directory, log.tail(before));
            }
            if (answer == Superuser.Answer.OURS) {
                return;
            }
            if (answer == Superuser.Answer.REFUSED) {
                throw new EmbeddedPostgresException(
                        "PostgreSQL in %s does not accept the password in %s: put both back from the same backup."
                                .formatted(directory.cluster(), directory.credentials()));
            }
            if (System.nanoTime() - started > START.toNanos()) {
                throw new EmbeddedPostgresException("PostgreSQL in %s accepts no connections after %d s:\n%s"
                        .formatted(directory.cluster(), START.toSeconds(), log.tail(before)));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /**
     * The server that a killed service left behind, when it stays alive and is what {@link #start} would start. One that
     * is about to end is awaited, one that is different or does not answer is stopped.
     */
    Optional<Postmaster> takeOver() throws IOException, InterruptedException {
        Optional<Postmaster> found = Postmaster.alive(directory.cluster());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        LOG.warnf(
                "PostgreSQL (process %d) of a former service is still there",
                found.get().process().pid());
        Postmaster postmaster = found.get();
        long started = System.nanoTime();
        int answers = 0;
        while (postmaster.isAlive() && System.nanoTime() - started < LEFT_BEHIND.toNanos()) {
            boolean ours = postmaster.port() != 0 && superuser.ask(postmaster.port()) == Superuser.Answer.OURS;
            answers = ours ? answers + 1 : 0;
            // It may get the signal to end only now: one answer proves nothing.
            if (answers == SETTLED_ANSWERS) {
                if (isAsStartedHere(postmaster.port())) {
                    return Optional.of(postmaster);
                }
                break;
            }
            Thread.sleep(SETTLE_MILLIS);
            postmaster = Postmaster.alive(directory.cluster()).orElse(postmaster);
        }
        stop(postmaster);
        return Optional.empty();
    }

    private boolean isAsStartedHere(int port) throws IOException {
        StringBuilder expected = new StringBuilder(binaries.postgres().toString());
        arguments(port)
                .forEach(argument -> expected.append(" \"").append(argument).append('"'));
        Path options = directory.cluster().resolve("postmaster.opts");
        return Files.exists(options) && Files.readString(options).strip().equals(expected.toString());
    }

    /** Stops it: first breaking off connections, then without a checkpoint, then by force; waits for its end. */
    void stop(Postmaster postmaster) throws IOException {
        if (!endsBySignal(postmaster, "INT", FAST_SHUTDOWN)
                && !endsBySignal(postmaster, "QUIT", IMMEDIATE_SHUTDOWN)
                && postmaster.isAlive()) {
            LOG.warnf(
                    "PostgreSQL (process %d) has to be killed",
                    postmaster.process().pid());
            postmaster.process().destroyForcibly();
            awaitEnd(postmaster, IMMEDIATE_SHUTDOWN);
        }
    }

    private boolean endsBySignal(Postmaster postmaster, String signal, Duration patience) throws IOException {
        if (!postmaster.isAlive()) {
            return true;
        }
        // Java sends only TERM and KILL. TERM makes PostgreSQL wait for its clients to leave.
        String pid = Long.toString(postmaster.process().pid());
        Command.Outcome sent = Command.run(unprivileged.prefix(), binaries.pgCtl(), "kill", signal, pid);
        if (!sent.isSuccess() && postmaster.isAlive()) {
            LOG.warnf("PostgreSQL (process %s) does not get the signal %s: %s", pid, signal, sent.output());
            return false;
        }
        return awaitEnd(postmaster, patience);
    }

    private static boolean awaitEnd(Postmaster postmaster, Duration patience) {
        try {
            postmaster.process().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return !postmaster.isAlive();
        } catch (InterruptedException e) {
            // Stopping is not abandoned half-way.
            Thread.interrupted();
            return awaitEnd(postmaster, patience);
        } catch (ExecutionException | CompletionException e) {
            return !postmaster.isAlive();
        }
    }

    private List<String> arguments(int port) {
        List<String> arguments =
                new ArrayList<>(List.of("-D", directory.cluster().toString()));
        arguments.addAll(settings.arguments(port));
        return arguments;
    }
}
