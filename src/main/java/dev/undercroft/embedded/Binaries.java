package dev.undercroft.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * The unpacked binaries: {@code initdb}, {@code pg_ctl} and {@code postgres}, no others. Immutable.
 *
 * @param directory holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path directory) {

    static final String USE_EXTERNAL = "Use a PostgreSQL of your own: set QUARKUS_DATASOURCE_JDBC_URL,"
            + " QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD.";

    private static final Logger LOG = Logger.getLogger(Binaries.class);
    private static final int DIGEST_CHARACTERS = 12;

    /** The binaries in the data directory, unpacked at the first start and after a change of version. */
    static Binaries unpacked(DataDirectory directory, Archive archive) throws IOException {
        String name = "postgres-" + archive.platform() + "-" + archive.digest().substring(0, DIGEST_CHARACTERS);
        Path place = directory.root().resolve(name);
        if (Files.notExists(place)) {
            LOG.infof("Unpacking PostgreSQL into %s", place);
            Path unfinished = directory.makeUnfinished(name);
            archive.unpack(unfinished);
            DataDirectory.rename(unfinished, place);
        }
        return new Binaries(place);
    }

    Path initdb() {
        return directory.resolve("bin/initdb");
    }

    Path postgres() {
        return directory.resolve("bin/postgres");
    }

    Path pgCtl() {
        return directory.resolve("bin/pg_ctl");
    }

    /** Removes the binaries of former versions; only when no server runs that may use them. */
    void removeFormer() throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(
                directory.getParent(), path -> path.getFileName().toString().matches("postgres-.+-[0-9a-f]{12}"))) {
            for (Path path : all) {
                if (!path.equals(directory)) {
                    DataDirectory.remove(path);
                }
            }
        }
    }
}
