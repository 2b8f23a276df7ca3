package dev.undercroft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** A file that has its old content or its new one at any time, and never a part of it. */
final class ReplacedFile {

    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final FileAttribute<?> OWNERS_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private ReplacedFile() {}

    /** Where a file's next content is written: always the same place, so that a killed run leaves nothing for good. */
    static Path freshBeside(Path file) {
        String name = file.getFileName().toString();
        return file.resolveSibling(".undercroft-" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8)) + ".new");
    }

    /** Writes a file beside it, readable by its owner only until it is complete, and gives it the file's name. */
    static void write(Path file, byte[] content, FileMode mode) throws IOException {
        Path target = file.toAbsolutePath();
        Path fresh = freshBeside(target);
        // Of a run that was killed; a value must not stay there.
        Files.deleteIfExists(fresh);
        try {
            // Made here or not at all, so that nobody else's file or link is written to.
            try (FileChannel channel = FileChannel.open(fresh, NEW, OWNERS_ONLY)) {
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
