package dev.undercroft.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whoever sits in front of the program, if anybody does. */
final class Terminal {

    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

    private Terminal() {}

    /** The console; nothing where standard input is a file or a pipe. */
    @SuppressWarnings("SystemConsoleNull") // From Java 22 on there is always one, which says nothing about a terminal.
    static Optional<Console> find() {
        Console console = System.console();
        return console == null || !inputIsTerminal() ? Optional.empty() : Optional.of(console);
    }

    private static boolean inputIsTerminal() {
        if (!Files.exists(STANDARD_INPUT)) {
            return true;
        }
        try {
            String input = STANDARD_INPUT.toRealPath().toString();
            return input.startsWith("/dev/pts/") || input.startsWith("/dev/tty") || input.equals("/dev/console");
        } catch (IOException noFile) {
            return false;
        }
    }
}
