package dev.undercroft.cli;

import dev.undercroft.web.BearerText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The token of this program: a file, read anew for each request since Kubernetes replaces it, or a variable. */
final class TokenSource {

    static final String VARIABLE = "UNDERCROFT_TOKEN";

    private final Optional<Path> file;
    private final String variable;

    /** A file, or where there is none the content of {@value #VARIABLE}. */
    TokenSource(Optional<Path> file, String variable) {
        this.file = file;
        this.variable = variable;
    }

    /** The token; throws {@link ReadFailure} when there is none now. */
    String read() {
        try {
            return file.isPresent()
                    ? BearerText.of(Files.readString(file.get()), "the token file " + file.get())
                    : BearerText.of(variable, "the variable " + VARIABLE);
        } catch (IOException unreadable) {
            String message = unreadable instanceof java.nio.file.FileSystemException
                    ? "the token file can't be read: " + unreadable.getMessage()
                    : unreadable.getMessage();
            throw ReadFailure.noAnswer(message, unreadable);
        }
    }
}
