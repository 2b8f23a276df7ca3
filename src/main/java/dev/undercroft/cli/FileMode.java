package dev.undercroft.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Who may read files that are made, and enter their directories. Immutable. */
final class FileMode {

    private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");
    private static final PosixFilePermission[] FROM_THE_LOWEST_BIT = {
        PosixFilePermission.OTHERS_EXECUTE,
        PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_READ
    };

    private final int bits;

    private FileMode(int bits) {
        this.bits = bits;
    }

    /** The mode of an octal number like {@code 0440}; throws {@link IllegalArgumentException} for anything else. */
    static FileMode of(String octal) {
        if (!OCTAL.matcher(octal).matches()) {
            throw new IllegalArgumentException("use an octal number like 0400 or 0440");
        }
        return new FileMode(Integer.parseInt(octal, 8));
    }

    /** Of the files. */
    Set<PosixFilePermission> permissions() {
        return permissions(bits);
    }

    /** Makes the directories of a path below another one: who may read the files may enter them. */
    Path makeDirectory(Path below, String path) throws IOException {
        Path directory = Files.createDirectories(below);
        int mayRead = bits & 0444;
        Set<PosixFilePermission> permissions = permissions(0700 | mayRead | mayRead >> 2);
        for (String segment : path.split("/", -1)) {
            directory = directory.resolve(segment);
            if (Files.isSymbolicLink(directory)) {
                throw new IOException(directory + " is a link; remove it, or choose another directory");
            }
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(permissions));
                // Only where the process masked some: this takes the bit off by which files inherit their group.
                if (!Files.getPosixFilePermissions(directory).equals(permissions)) {
                    Files.setPosixFilePermissions(directory, permissions);
                }
            }
        }
        return directory;
    }

    private static Set<PosixFilePermission> permissions(int bits) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < FROM_THE_LOWEST_BIT.length; bit++) {
            if ((bits >> bit & 1) == 1) {
                permissions.add(FROM_THE_LOWEST_BIT[bit]);
            }
        }
        return permissions;
    }
}
