package dev.undercroft.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What the server writes to its standard output and error. The file is opened here, so its user needs no right to it. */
record ServerLog(Path file) {

    private static final long ROTATE_BYTES = 10L * 1024 * 1024;
    private static final int TAIL_BYTES = 8 * 1024;
    private static final int TAIL_LINES = 15;

    /** The file to append to, readable for this user only; a long one is put aside, one generation. */
    ProcessBuilder.Redirect open() throws IOException {
        if (size() > ROTATE_BYTES) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** The last lines written after the file had that size. */
    String tail(long since) throws IOException {
        if (size() <= since) {
            return "(nothing in " + file + ")";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(since, log.length() - TAIL_BYTES));
            byte[] bytes = new byte[(int) Math.max(0, Math.min(TAIL_BYTES, log.length() - log.getFilePointer()))];
            log.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).strip().lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        }
    }
}
