package dev.undercroft.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A file per field, in a directory per secret. Files of fields that a secret does not have any more are removed, as far
 * as this object wrote them. For one thread.
 */
final class FieldFiles implements Destination {

    private final Path directory;
    private final FileMode mode;
    private final Map<String, Snapshot> written = new HashMap<>();
    private final Map<String, Set<String>> names = new HashMap<>();

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
            refuseUnfit(secret.path(), name);
        }
        Path folder = mode.makeDirectory(directory, secret.path());
        for (Map.Entry<String, String> field : fields.entrySet()) {
            byte[] bytes = field.getValue().getBytes(StandardCharsets.UTF_8);
            ReplacedFile.write(folder.resolve(field.getKey()), bytes, mode);
        }
        Set<String> before = names.put(secret.path(), new HashSet<>(fields.keySet()));
        if (before != null) {
            before.removeAll(fields.keySet());
            for (String name : before) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
    }

    private static void refuseUnfit(String path, String name) {
        boolean fits = !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('\u0000') < 0;
        if (!fits) {
            throw ReadFailure.refused(
                    path + ": a field has a name that no file can have; use --format json, or --field", false);
        }
    }
}
