package dev.undercroft.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that has its old content or its new one at any time, and never a part of it. */
final class ReplacedFile {

    private ReplacedFile() {}

    /** Writes a file beside it, readable by its owner only until it is complete, and gives it the file's name. */
    static void write(Path file, byte[] content, FileMode mode) throws IOException {
        Path target = file.toAbsolutePath();
        Path fresh = Files.createTempFile(
                target.getParent(),
                ".undercroft-",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.setPosixFilePermissions(fresh, mode.permissions());
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
