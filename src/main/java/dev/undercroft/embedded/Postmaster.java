package dev.undercroft.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server's first process, whose end is the server's end.
 *
 * @param port 0 while the server has not said it yet
 */
record Postmaster(ProcessHandle process, int port) {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /**
     * The live server of a cluster, by its {@code postmaster.pid}. Such a file of a killed server stays, and the number
     * in it may be another program's by now, above all in a container, where numbers are small. PostgreSQL would not
     * start beside such a program, so the file is removed. Only under the lock of the data directory.
     */
    static Optional<Postmaster> alive(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Optional<ProcessHandle> process = number(lines, PID_LINE).flatMap(ProcessHandle::of);
        if (process.isEmpty() || !process.get().isAlive()) {
            return Optional.empty();
        }
        if (!serves(process.get(), cluster)) {
            Files.deleteIfExists(file);
            return Optional.empty();
        }
        return Optional.of(new Postmaster(
                process.get(), number(lines, PORT_LINE).map(Long::intValue).orElse(0)));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it says that it listens on its port and accepts connections. */
    boolean isReady(Path cluster) throws IOException {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            return number(lines, PID_LINE).equals(Optional.of(process.pid()))
                    && lines.size() > STATUS_LINE
                    && lines.get(STATUS_LINE).strip().equals("ready");
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean serves(ProcessHandle process, Path cluster) throws IOException {
        // Not the link to the executable: without more rights root can't read that of another user's process.
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return Files.readString(commandLine, StandardCharsets.ISO_8859_1)
                    .contains(new String(
                            ("\0-D\0" + cluster + "\0").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Optional<Long> number(List<String> lines, int index) {
        return lines.size() > index && lines.get(index).strip().matches("[0-9]{1,10}")
                ? Optional.of(Long.valueOf(lines.get(index).strip()))
                : Optional.empty();
    }
}
