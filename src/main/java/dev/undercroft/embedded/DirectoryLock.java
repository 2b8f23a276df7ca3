package dev.undercroft.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One running service per data directory. The kernel drops the lock when the process ends, however it ends. */
final class DirectoryLock {

    /** Closing any channel of a file drops all locks this process has on it: so never open the file a second time. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static DirectoryLock take(DataDirectory directory) throws IOException {
        Path file = directory.lock();
        if (!HELD_HERE.add(file)) {
            throw inUse(directory, "this very process");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(directory, "process " + Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            return new DirectoryLock(file, channel);
        } catch (OverlappingFileLockException e) {
            // Held in this process by another class loader; the channel stays open, closing it would drop that lock.
            HELD_HERE.remove(file);
            throw inUse(directory, "this very process");
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(file);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    void release() {
        try {
            if (channel.isOpen()) {
                channel.close();
                HELD_HERE.remove(file);
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresException("The lock " + file + " can't be released: " + e.getMessage(), e);
        }
    }

    private static EmbeddedPostgresException inUse(DataDirectory directory, String holder) {
        return new EmbeddedPostgresException(("The data directory %s is in use by another running service (%s)."
                        + " Stop that one first, or set UNDERCROFT_DATA_DIR to another directory.")
                .formatted(directory.root(), holder));
    }
}
