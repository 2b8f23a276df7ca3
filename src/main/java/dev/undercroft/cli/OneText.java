package dev.undercroft.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/** All values in one text, on standard output or in a file that is replaced as a whole. */
final class OneText implements Destination {

    /** How the values are written. */
    interface Rendering {
        String text(Collection<Snapshot> secrets);
    }

    private final Rendering rendering;
    private final Optional<Path> file;
    private final FileMode mode;

    OneText(Rendering rendering, Optional<Path> file, FileMode mode) {
        this.rendering = rendering;
        this.file = file;
        this.mode = mode;
    }

    /** One field of one secret, to the byte. */
    static String raw(Collection<Snapshot> secrets) {
        return new String(secrets.iterator().next().content(), StandardCharsets.UTF_8);
    }

    /** The value of one secret, or an object of the values of several by their paths. */
    static String json(Collection<Snapshot> secrets) {
        if (secrets.size() == 1) {
            return SecretData.of(secrets.iterator().next()).json() + "\n";
        }
        var text = new StringBuilder("{");
        for (Snapshot secret : secrets) {
            // A path has no character that JSON escapes.
            text.append(text.length() == 1 ? "\"" : ",\"")
                    .append(secret.path())
                    .append("\":")
                    .append(SecretData.of(secret).json());
        }
        return text.append("}\n").toString();
    }

    @Override
    public boolean wantsAll() {
        return true;
    }

    @Override
    public void write(Collection<Snapshot> secrets) throws IOException {
        byte[] bytes = rendering.text(secrets).getBytes(StandardCharsets.UTF_8);
        if (file.isPresent()) {
            ReplacedFile.write(file.get(), bytes, mode);
            return;
        }
        // The bytes themselves, whatever character set the terminal has.
        System.out.write(bytes, 0, bytes.length);
        if (System.out.checkError()) {
            throw new IOException("standard output can't be written");
        }
    }
}
