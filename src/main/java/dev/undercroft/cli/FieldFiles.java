package dev.undercroft.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * A file per field, in a directory per secret. Files of fields that a secret does not have any more are removed, as far
 * as this program wrote them, now or in an earlier run. For one thread.
 */
final class FieldFiles implements Destination {

    private final Path directory;
    private final FileMode mode;
    private final Map<String, Snapshot> written = new HashMap<>();

    FieldFiles(Path directory, FileMode mode) {
        this.directory = directory;
        this.mode = mode;
    }

    @Override
    public boolean wantsAll() {
        return false;
    }

    @Override
    public void write(Collection<Snapshot> secrets) throws IOException {
        Exception first = null;
        for (Snapshot secret : secrets) {
            if (!secret.equals(written.get(secret.path()))) {
                try {
                    write(secret);
                    written.put(secret.path(), secret);
                } catch (IOException | ReadFailure failed) {
                    // Told when the others are written: one secret must not hold up the rest.
                    first = first == null ? failed : first;
                }
            }
        }
        if (first instanceof IOException unwritable) {
            throw unwritable;
        }
        if (first instanceof ReadFailure unfit) {
            throw unfit;
        }
    }

    private void write(Snapshot secret) throws IOException {
        Map<String, String> fields = SecretData.of(secret).fields();
        for (String name : fields.keySet()) {
            if (!isFileName(name) || name.equals(WrittenFiles.NAME)) {
                throw ReadFailure.refused(
                        secret.path() + ": a field has a name that no file can have; use --format json, or --field",
                        false);
            }
        }
        Path folder = mode.makeDirectory(directory, secret.path());
        WrittenFiles before = WrittenFiles.in(folder);
        for (Map.Entry<String, String> field : fields.entrySet()) {
            byte[] bytes = field.getValue().getBytes(StandardCharsets.UTF_8);
            ReplacedFile.write(folder.resolve(field.getKey()), bytes, mode);
        }
        before.removeAllBut(fields.keySet());
        WrittenFiles.note(folder, fields.keySet(), mode);
    }

    /** Whether it names a file in its own directory. */
    static boolean isFileName(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('\u0000') < 0;
    }
}
