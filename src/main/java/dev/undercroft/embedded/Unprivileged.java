package dev.undercroft.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * As whom and behind which words PostgreSQL runs, for it refuses root. Each way is tried before it is chosen.
 *
 * <p>An ordinary user runs it himself. Root runs it as an unprivileged user when that one gets through to the data
 * directory; otherwise in a user namespace of its own, where root's number is not mapped: the server takes itself for
 * nobody, and files of root for its own.
 *
 * <p>Behind each way stands, where the system has them: {@code setsid}, so that Ctrl-C in a terminal reaches the service
 * only, which then stops the server last; and {@code setpriv --pdeathsig INT}, so that the kernel stops the server when
 * the service is killed. The kernel forgets that wish at a change of user, so it is made last.
 *
 * @param prefix words before the program
 * @param owner who must own the server's files
 */
record Unprivileged(List<String> prefix, User owner) {

    static Unprivileged find(DataDirectory directory, Binaries binaries) throws IOException {
        User current = User.current();
        return current.isRoot() ? findForRoot(directory, binaries) : findForUser(current, binaries);
    }

    private static Unprivileged findForUser(User user, Binaries binaries) throws IOException {
        if (Command.exists("setpriv")) {
            Unprivileged stopping = new Unprivileged(inOwnSession(List.of("setpriv", "--pdeathsig", "INT")), user);
            if (stopping.attempt(binaries).isSuccess()) {
                return stopping;
            }
        }
        Unprivileged plain = new Unprivileged(inOwnSession(List.of()), user);
        Command.Outcome outcome = plain.attempt(binaries);
        if (!outcome.isSuccess()) {
            throw new EmbeddedPostgresException("The embedded PostgreSQL does not run on this machine: "
                    + outcome.output() + "\n" + Binaries.USE_EXTERNAL);
        }
        return plain;
    }

    private static Unprivileged findForRoot(DataDirectory directory, Binaries binaries) throws IOException {
        User other = serverUser(directory);
        List<Unprivileged> ways = List.of(
                new Unprivileged(
                        inOwnSession(List.of(
                                "setpriv",
                                "--reuid=" + other.uid(),
                                "--regid=" + other.gid(),
                                "--clear-groups",
                                "--no-new-privs",
                                "--pdeathsig=INT")),
                        other),
                new Unprivileged(
                        inOwnSession(List.of("unshare", "--user", "setpriv", "--no-new-privs", "--pdeathsig=INT")),
                        User.ROOT));
        StringBuilder failures = new StringBuilder();
        for (Unprivileged way : ways) {
            Command.Outcome outcome = way.attempt(binaries);
            if (outcome.isSuccess()) {
                return way;
            }
            failures.append("\n")
                    .append(String.join(" ", way.prefix))
                    .append(": ")
                    .append(outcome.output());
        }
        throw new EmbeddedPostgresException(unreachable(directory) + failures);
    }

    /** A cluster made by an ordinary user stays his, so that he can run it again. */
    private static User serverUser(DataDirectory directory) throws IOException {
        if (Files.exists(directory.cluster())) {
            User owner = User.owning(directory.cluster());
            if (!owner.isRoot()) {
                return owner;
            }
        }
        return User.NOBODY;
    }

    private static String unreachable(DataDirectory directory) throws IOException {
        String mending = firstClosed(directory.root())
                .map(closed ->
                        closed + " is closed to other users. Set UNDERCROFT_DATA_DIR to a directory that other users"
                                + " can reach, or run the service as an ordinary user.")
                .orElse("Run the service as an ordinary user.");
        return "PostgreSQL refuses to run as root, and can't be run as another user in " + directory.root() + ": "
                + mending + " " + Binaries.USE_EXTERNAL + " What was tried:";
    }

    private static Optional<Path> firstClosed(Path directory) throws IOException {
        Path way = directory.getRoot();
        for (Path name : directory) {
            way = way.resolve(name);
            if (!Files.getPosixFilePermissions(way).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return Optional.of(way);
            }
        }
        return Optional.empty();
    }

    private static List<String> inOwnSession(List<String> prefix) {
        List<String> words = new ArrayList<>(prefix);
        if (Command.exists("setsid")) {
            words.add(0, "setsid");
        }
        return List.copyOf(words);
    }

    private Command.Outcome attempt(Binaries binaries) {
        try {
            return Command.run(prefix, binaries.postgres(), "--version");
        } catch (IOException e) {
            return new Command.Outcome(-1, e.getMessage());
        }
    }

    /** Gives files to the server's user, who may have been another one at the last start. */
    void own(Path tree) throws IOException {
        if (User.owning(tree).uid() == owner.uid()) {
            return;
        }
        if (!User.current().isRoot()) {
            throw new EmbeddedPostgresException(
                    ("The database in %s belongs to another user (number %d). Run the service as that user or as"
                                    + " root, or give him the whole data directory as root: chown -R %d:%d %s")
                            .formatted(tree, User.owning(tree).uid(), owner.uid(), owner.gid(), tree.getParent()));
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return give(file);
            }

            // A directory comes after what is in it: an interrupted walk leaves the tree with its former owner.
            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                return give(visited);
            }
        });
    }

    private FileVisitResult give(Path path) throws IOException {
        Files.setAttribute(path, "unix:gid", owner.gid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:uid", owner.uid(), LinkOption.NOFOLLOW_LINKS);
        return FileVisitResult.CONTINUE;
    }
}
