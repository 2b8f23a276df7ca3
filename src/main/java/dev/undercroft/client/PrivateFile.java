package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner reads and writes. Stateless and thread safe. */
final class PrivateFile {

    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    private PrivateFile() {}

    /** Makes an empty file, unless there is one. */
    static Path create(Path file) throws IOException {
        try {
            return Files.createFile(file, ownerAlone(file));
        } catch (FileAlreadyExistsException present) {
            return file;
        }
    }

    /** Replaces a file: a reader sees the old bytes or the new ones, and a crash leaves one of them. */
    static void replace(Path target, byte[] bytes) throws IOException {
        Path fresh =
                Files.createTempFile(target.getParent(), target.getFileName().toString(), ".new", ownerAlone(target));
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                // Before the rename: otherwise a crash may leave the name with nothing behind it.
                channel.force(true);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Refuses a file that others may read or write. */
    static void requireOwnerAlone(Path file) throws IOException {
        if (isPosix(file) && !OWNER_ALONE.containsAll(Files.getPosixFilePermissions(file))) {
            throw new VaultException(Reason.MEMORY, "others have access to it; run: chmod 600 " + file);
        }
    }

    private static FileAttribute<?>[] ownerAlone(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
