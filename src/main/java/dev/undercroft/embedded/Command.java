package dev.undercroft.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of the operating system, as this package runs them. */
final class Command {

    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final int TIMEOUT_SECONDS = 60;

    private Command() {}

    /** How a short program ended. */
    record Outcome(int status, String output) {

        boolean isSuccess() {
            return status == 0;
        }
    }

    /** A program that gets none of the service's environment: keys of the service are in there. */
    static ProcessBuilder builder(List<String> prefix, Path program, List<String> arguments) {
        List<String> line = new ArrayList<>(prefix);
        line.add(program.toString());
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().clear();
        builder.environment().put("PATH", path());
        // The texts of errors are recognised, so they must not be translated.
        builder.environment().put("LC_ALL", "C");
        // The service's own directory may be closed to the user of the program.
        builder.directory(program.getParent().toFile());
        return builder.redirectErrorStream(true);
    }

    /** Runs a short program of few words to its end and gives back what it said. */
    static Outcome run(List<String> prefix, Path program, String... arguments) throws IOException {
        Process process = builder(prefix, program, List.of(arguments)).start();
        process.getOutputStream().close();
        if (!ends(process)) {
            process.destroyForcibly();
            return new Outcome(-1, program.getFileName() + " did not end");
        }
        // What these programs say fits into the pipe: nobody has to read while they run.
        byte[] output = process.getInputStream().readAllBytes();
        return new Outcome(process.exitValue(), new String(output, StandardCharsets.UTF_8).strip());
    }

    /** An interruption comes at the end: to stop a server is begun by interrupting, and needs these programs. */
    private static boolean ends(Process process) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static boolean exists(String program) {
        for (String directory : path().split(":")) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }

    private static String path() {
        return Optional.ofNullable(System.getenv("PATH"))
                .filter(path -> !path.isBlank())
                .orElse(USUAL_PATH);
    }
}
