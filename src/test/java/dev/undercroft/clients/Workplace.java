package dev.undercroft.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A directory in which a test runs other programs; what they print is in its failures. */
record Workplace(Path directory, Map<String, String> environment) {

    /** A new directory below {@code target/clients} with a copy of these files in it. */
    static Workplace copyOf(Path files, String name) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "clients", name));
        try (var found = Files.list(files)) {
            for (Path file : found.toList()) {
                Files.write(directory.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
        return new Workplace(directory, Map.of());
    }

    Workplace with(Map<String, String> variables) {
        return new Workplace(directory, variables);
    }

    /** With these variables besides those that it has. */
    Workplace andWith(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(variables);
        return new Workplace(directory, Map.copyOf(all));
    }

    /** Skips the test where one of these programs is missing. */
    static void assumeInstalled(String... programs) {
        for (String program : programs) {
            boolean found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
            assumeTrue(found, "skipped: there is no '" + program + "' on this machine");
        }
    }

    /** Runs a program that fetches what it needs; skips the test where nothing answers, and only there. */
    void fetch(String... command) throws Exception {
        Outcome outcome = run(command);
        assumeFalse(
                outcome.code() != 0 && Registry.isUnreachable(outcome.output()),
                () -> "skipped: no registry can be reached from here by " + List.of(command) + "\n" + outcome.output());
        assertThat(outcome.code())
                .as(() -> "a registry answered, or something else failed; nothing was skipped: " + List.of(command)
                        + "\n" + outcome.output())
                .isZero();
    }

    /** What a program printed that has to succeed. */
    String succeed(String... command) throws Exception {
        Outcome outcome = run(command);
        assertThat(outcome.code()).as(outcome.output()).isZero();
        return outcome.output();
    }

    /** Runs a program to its end, which has to come within five minutes. */
    Outcome run(String... command) throws Exception {
        Path output = Files.createTempFile("undercroft", ".out");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as(() -> List.of(command) + " takes too long")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), Files.readString(output));
    }

    record Outcome(int code, String output) {}
}
