package dev.undercroft.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A user of the operating system and his group, as numbers: inside a container they often have no name. */
record User(int uid, int gid) {

    /** The user without rights of nearly every Linux: {@code nobody}. */
    static final User NOBODY = new User(65534, 65534);

    static final User ROOT = new User(0, 0);

    /** Under whom this process acts. */
    static User current() throws IOException {
        int uid = -1;
        int gid = -1;
        // Both lines read: real, effective, saved, file system. The JDK knows only the name, which may be missing.
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            String[] words = line.split("\\s+");
            if (words[0].equals("Uid:")) {
                uid = Integer.parseInt(words[2]);
            } else if (words[0].equals("Gid:")) {
                gid = Integer.parseInt(words[2]);
            }
        }
        return new User(uid, gid);
    }

    static User owning(Path path) throws IOException {
        return new User((Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS), (Integer)
                Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS));
    }

    boolean isRoot() {
        return uid == 0;
    }
}
