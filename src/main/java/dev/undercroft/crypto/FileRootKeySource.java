package dev.undercroft.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Root keys from a text file: one a line in standard base64, oldest first; {@code #} begins a comment line. Only its
 * owner may have access. Thread safe; writers in several processes keep each other out.
 */
public final class FileRootKeySource implements RootKeySource {

    private static final String HEADER = """
        # Root keys of Undercroft, oldest first; the last one seals.
        # Keep a copy in a safe place: without these keys nothing that was sealed can be opened.
        """;

    private static final Set<PosixFilePermission> FOREIGN_ACCESS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path file;

    /** Takes the path of the file; it is read by {@link #load}. */
    public FileRootKeySource(Path file) {
        this.file = file;
    }

    /**
     * Makes a file with one fresh key.
     *
     * @throws RootKeyException when there is a file already, or it can't be written
     */
    public static FileRootKeySource create(Path file) {
        try (PrivateFileReplacement replacement = PrivateFileReplacement.begin(file)) {
            // Within the replacement, so that of two who create at once only one does.
            if (Files.exists(file)) {
                throw new RootKeyException("there is a root key file already, which is never overwritten: " + file);
            }
            replacement.commit(HEADER + RootKeyText.write(RootKey.fresh(new SecureRandom())) + "\n");
            return new FileRootKeySource(file);
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
    }

    @Override
    public List<RootKey> load() {
        return rootKeys(lines());
    }

    /**
     * Adds a key, which seals from the next load on.
     *
     * @throws RootKeyException when the file holds it already, is not sound, or can't be written
     */
    public void append(RootKey newKey) {
        change(lines -> lines.add(RootKeyText.write(newKey)));
    }

    /**
     * Takes every other key out. What they wrap can't be opened any more.
     *
     * @param rootKeyIds the ids to keep, the newest key's among them
     * @throws RootKeyException when the newest is not among them, or one of them is not in the file
     */
    public void retainOnly(Collection<String> rootKeyIds) {
        change(lines -> {
            List<String> present = rootKeys(lines).stream().map(RootKey::id).toList();
            if (!present.containsAll(rootKeyIds)) {
                throw new RootKeyException("a root key to keep is not in " + file + "; it holds " + present);
            }
            String newest = present.get(present.size() - 1);
            if (!rootKeyIds.contains(newest)) {
                throw new RootKeyException("root key " + newest + " is the newest and must be kept; append one first");
            }
            lines.removeIf(line -> isKey(line)
                    && !rootKeyIds.contains(RootKeyText.read(line.strip(), "it").id()));
        });
    }

    private void change(Consumer<List<String>> step) {
        try (PrivateFileReplacement replacement = PrivateFileReplacement.begin(file)) {
            List<String> lines = new ArrayList<>(lines());
            step.accept(lines);
            // Nothing is written that load would refuse.
            rootKeys(lines);
            replacement.commit(String.join("\n", lines) + "\n");
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
    }

    private List<RootKey> rootKeys(List<String> lines) {
        List<RootKey> rootKeys = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            if (isKey(lines.get(index))) {
                rootKeys.add(RootKeyText.read(lines.get(index).strip(), "line " + (index + 1) + " of " + file));
            }
        }
        return RootKeyText.checked(rootKeys, file.toString());
    }

    private List<String> lines() {
        try {
            requireOwnerOnly();
            return Files.readAllLines(file);
        } catch (NoSuchFileException absent) {
            throw new RootKeyException("there is no root key file " + file + "; create one or name another place");
        } catch (IOException failed) {
            throw new RootKeyException("the root key file can't be read: " + file, failed);
        }
    }

    private void requireOwnerOnly() throws IOException {
        if (PrivateFileReplacement.isPosix(file)
                && Files.getPosixFilePermissions(file).stream().anyMatch(FOREIGN_ACCESS::contains)) {
            throw new RootKeyException("others have access to the root key file; run: chmod 600 " + file);
        }
    }

    private static boolean isKey(String line) {
        return !line.isBlank() && !line.strip().startsWith("#");
    }

    private static RootKeyException unwritable(Path file, IOException failed) {
        return new RootKeyException("the root key file can't be written: " + file, failed);
    }
}
