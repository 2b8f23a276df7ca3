package dev.undercroft.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;
import org.postgresql.util.PasswordUtil;

/** The server's files: made once, beside their place, and renamed when they are whole. */
record Cluster(DataDirectory directory, Binaries binaries, Unprivileged unprivileged, Credentials credentials) {

    private static final Logger LOG = Logger.getLogger(Cluster.class);

    /**
     * Makes the cluster when there is none. Call it in a thread that stays: {@code initdb} is told to stop when that
     * thread ends.
     */
    void makeIfAbsent() throws IOException, InterruptedException {
        if (Files.exists(directory.cluster())) {
            unprivileged.own(directory.cluster());
            return;
        }
        LOG.infof("Making a database in %s", directory.cluster());
        Path unfinished = directory.makeUnfinished("postgres");
        Path verifier = unfinished.resolve("verifier");
        // A verifier is taken as it is, so that the password itself is in one file only.
        Files.writeString(verifier, scramVerifier(credentials.superuser()));
        unprivileged.own(verifier);
        unprivileged.own(unfinished);
        initdb(unfinished.resolve("cluster"), verifier);
        DataDirectory.rename(unfinished.resolve("cluster"), directory.cluster());
        DataDirectory.remove(unfinished);
    }

    private void initdb(Path place, Path verifier) throws IOException, InterruptedException {
        ServerLog log = new ServerLog(directory.log());
        ProcessBuilder.Redirect output = log.open();
        long before = log.size();
        Process process = Command.builder(
                        unprivileged.prefix(),
                        binaries.initdb(),
                        List.of(
                                "--pgdata=" + place,
                                "--username=" + Superuser.NAME,
                                "--pwfile=" + verifier,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--data-checksums",
                                // Its own statements hold the verifier.
                                "--set=log_min_error_statement=panic",
                                "--no-instructions"))
                .redirectOutput(output)
                .start();
        process.getOutputStream().close();
        try {
            if (process.waitFor() != 0) {
                throw failure(log.tail(before));
            }
        } catch (InterruptedException e) {
            process.destroy();
            process.waitFor();
            throw e;
        }
    }

    private EmbeddedPostgresException failure(String output) {
        // In a container with a number for a user; initdb insists on a name.
        String mending = output.contains("could not look up effective user ID")
                ? "\nGive the user with that number a line in /etc/passwd, or run the service as a user that has one. "
                        + Binaries.USE_EXTERNAL
                : "";
        return new EmbeddedPostgresException(
                "The database in %s can't be made:\n%s%s".formatted(directory.cluster(), output, mending));
    }

    static String scramVerifier(String password) {
        try {
            return PasswordUtil.encodeScramSha256(password.toCharArray());
        } catch (Exception e) {
            throw new IllegalStateException("no SCRAM-SHA-256 here", e);
        }
    }
}
