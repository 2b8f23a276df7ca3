package dev.undercroft.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Replaces a file as a whole, readable by its owner alone: a reader sees the old text or the new one and a crash leaves
 * one of them. The text grows in a file beside it, {@code <name>.new}, whose existence also keeps other writers out
 * from {@link #begin} to {@link #close}, so that reading, changing and writing can't lose another's change. For one
 * thread.
 */
final class PrivateFileReplacement implements AutoCloseable {

    private final Path target;
    private final Path fresh;
    private boolean moved;

    private PrivateFileReplacement(Path target, Path fresh) {
        this.target = target;
        this.fresh = fresh;
    }

    /**
     * Keeps other writers out.
     *
     * @throws RootKeyException when one is at work, or left its file behind
     */
    static PrivateFileReplacement begin(Path file) throws IOException {
        // A link to the file stays a link.
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        try {
            Files.createFile(fresh, ownerOnly(target));
        } catch (FileAlreadyExistsException busy) {
            throw new RootKeyException("another process is writing root keys; if none is, remove the file " + fresh);
        }
        return new PrivateFileReplacement(target, fresh);
    }

    /** Puts the text in place of the file. When this returns, the text is on disk. */
    void commit(String text) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // Before the rename: otherwise a crash may leave the name with nothing behind it.
            channel.force(true);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        moved = true;
        forceDirectory();
    }

    @Override
    public void close() throws IOException {
        // Once moved, a file of that name is the next writer's.
        if (!moved) {
            Files.deleteIfExists(fresh);
        }
    }

    // The rename itself is safe only once the directory is. Windows can't open directories, and needs not.
    private void forceDirectory() throws IOException {
        if (isPosix(target)) {
            try (FileChannel directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        if (!isPosix(path)) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
