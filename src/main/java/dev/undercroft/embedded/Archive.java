package dev.undercroft.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.CodeSource;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The packed binaries of this platform: a file named by the system property {@value #PROPERTY}, or beside the running
 * executable or jar (a native executable carries none inside), or on the class path. Immutable.
 *
 * @param platform such as {@code linux-x86_64}
 * @param location where it was found
 */
record Archive(String platform, URL location) {

    static final String PROPERTY = "dev.undercroft.embedded.archive";

    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64", "arm64", "arm_64");

    static Archive find() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '_');
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String platform = system + "-" + ARCHITECTURES.getOrDefault(processor, processor);
        String name = "postgres-" + platform + ".txz";

        String named = System.getProperty(PROPERTY);
        if (named != null) {
            if (!Files.isReadable(Path.of(named))) {
                throw new EmbeddedPostgresException(
                        "The system property %s names no readable file: %s".formatted(PROPERTY, named));
            }
            return new Archive(platform, Path.of(named).toUri().toURL());
        }
        for (Path directory : besideTheService()) {
            if (Files.isReadable(directory.resolve(name))) {
                return new Archive(platform, directory.resolve(name).toUri().toURL());
            }
        }
        URL onClassPath = Archive.class.getResource("/" + name);
        if (onClassPath == null) {
            throw new EmbeddedPostgresException("There is no embedded PostgreSQL for this platform (no " + name
                    + " on the class path or beside the executable). " + Binaries.USE_EXTERNAL);
        }
        return new Archive(platform, onClassPath);
    }

    private static List<Path> besideTheService() {
        List<Path> directories = new ArrayList<>();
        Optional<String> executable = ProcessHandle.current().info().command();
        executable.map(Path::of).map(Path::getParent).ifPresent(directories::add);
        CodeSource source = Archive.class.getProtectionDomain().getCodeSource();
        if (source != null && source.getLocation() != null) {
            try {
                directories.add(Path.of(source.getLocation().toURI()).getParent());
            } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
                // A class loader without files: there is no "beside".
            }
        }
        return directories;
    }

    /** Names the content, so that other binaries get another directory without a version kept by hand. */
    String digest() throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(location.openStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Unpacks into an empty directory. Everybody may read and nobody else may write, whatever the umask is. */
    void unpack(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream packed = new BufferedInputStream(location.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException("the archive leads out of its directory: " + entry.getName());
                }
                makeDirectories(directory, entry.isDirectory() ? target : target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isFile()) {
                    Files.copy(tar, target);
                    boolean executable = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static void makeDirectories(Path root, Path directory) throws IOException {
        if (!directory.equals(root) && Files.notExists(directory)) {
            makeDirectories(root, directory.getParent());
            Files.createDirectory(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
