package dev.undercroft.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where each file of this package lies in the service's data directory. What takes long to make is made beside its place,
 * under an unfinished name, and renamed: a kill in the middle leaves only unfinished names.
 *
 * @param root the data directory with symbolic links resolved, as the server will report it
 */
record DataDirectory(Path root) {

    private static final Logger LOG = Logger.getLogger(DataDirectory.class);

    private static final String UNFINISHED = ".unfinished-";

    /** The directory, made when absent; its parents too. */
    static DataDirectory make(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            Files.createDirectories(directory);
            // Under root the server is another user, who must get through to his files but needs no list of ours.
            Files.setPosixFilePermissions(
                    directory, PosixFilePermissions.fromString(User.current().isRoot() ? "rwx--x--x" : "rwx------"));
        }
        return new DataDirectory(directory.toRealPath());
    }

    static Optional<DataDirectory> existing(Path directory) throws IOException {
        return Files.isDirectory(directory) ? Optional.of(new DataDirectory(directory.toRealPath())) : Optional.empty();
    }

    Path cluster() {
        return root.resolve("postgres");
    }

    Path credentials() {
        return root.resolve("postgres.properties");
    }

    Path port() {
        return root.resolve("postgres.port");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path lock() {
        return root.resolve("undercroft.lock");
    }

    Path makeUnfinished(String name) throws IOException {
        return Files.createTempDirectory(root, name + UNFINISHED);
    }

    /** Removes what a killed service was about to make. Only under the lock. */
    void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(root, "*" + UNFINISHED + "*")) {
            for (Path path : left) {
                try {
                    remove(path);
                } catch (IOException e) {
                    // Its initdb may be about to end, and clears up too. What remains is left to the next start.
                    LOG.debugf(e, "Not removed: %s", path);
                }
            }
        }
    }

    /** Writes a small file that only this user reads, whole or not at all, and on the disk when this returns. */
    void write(Path file, String text) throws IOException {
        Path unfinished = Files.createTempFile(root, file.getFileName() + UNFINISHED, "");
        Files.writeString(unfinished, text, StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        rename(unfinished, file);
    }

    static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the file system of " + to + " can't rename in one step", e);
        }
    }

    static void remove(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
