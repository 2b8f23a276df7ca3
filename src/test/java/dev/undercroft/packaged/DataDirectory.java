package dev.undercroft.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Directories for services under test, through which the database's own user may pass when root runs the tests. */
public final class DataDirectory {

    private DataDirectory() {}

    public static Path make() throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "test-data").toAbsolutePath());
        Path directory = Files.createTempDirectory(parent, "it");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        return directory;
    }
}
