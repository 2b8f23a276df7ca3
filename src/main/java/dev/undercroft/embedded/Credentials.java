package dev.undercroft.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;

/** The passwords of the cluster, random, in a file that only the service's user reads. Immutable. */
record Credentials(String superuser, String owner, String application, String batch) {

    private static final int PASSWORD_BYTES = 32;

    /**
     * The passwords of this data directory. They are on the disk before there is a cluster that needs them, so that a
     * cluster without them means that somebody took them away.
     */
    static Credentials loadOrMake(DataDirectory directory) throws IOException {
        Optional<Credentials> stored = load(directory);
        if (stored.isPresent()) {
            return stored.get();
        }
        if (Files.exists(directory.cluster())) {
            throw new EmbeddedPostgresException(
                    "The database in %s has no passwords any more: put %s back from the backup of that directory."
                            .formatted(directory.cluster(), directory.credentials()));
        }
        SecureRandom random = new SecureRandom();
        Credentials made = new Credentials(password(random), password(random), password(random), password(random));
        directory.write(
                directory.credentials(), """
                # Passwords of the embedded PostgreSQL in this directory. Without this file its data can't be read.
                superuser=%s
                owner=%s
                application=%s
                batch=%s
                """.formatted(made.superuser, made.owner, made.application, made.batch));
        return made;
    }

    static Optional<Credentials> load(DataDirectory directory) throws IOException {
        if (Files.notExists(directory.credentials())) {
            return Optional.empty();
        }
        Properties stored = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.credentials(), StandardCharsets.UTF_8)) {
            stored.load(reader);
        }
        return Optional.of(new Credentials(
                required(stored, "superuser", directory),
                required(stored, "owner", directory),
                required(stored, "application", directory),
                required(stored, "batch", directory)));
    }

    private static String required(Properties stored, String key, DataDirectory directory) {
        String password = stored.getProperty(key, "");
        if (password.isEmpty()) {
            throw new EmbeddedPostgresException("%s has no %s: put the file back from the backup of that directory."
                    .formatted(directory.credentials(), key));
        }
        return password;
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
