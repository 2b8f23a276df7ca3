package dev.undercroft.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;

/**
 * The public side of the issuer that is part of this service. Looks at the key file once a second at most, so that a
 * key that was added or removed counts on every replica without a restart. Thread safe.
 */
@ApplicationScoped
public class BuiltInIssuer {

    private static final Logger LOG = Logger.getLogger(BuiltInIssuer.class);
    private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;

    private final IdentityConfig.BuiltIn config;
    private final Path file;
    private volatile State state =
            new State(List.of(), FileTime.fromMillis(0), 0, System.nanoTime() - LOOK_AGAIN_NANOS);

    private record State(List<JsonWebKey> keys, FileTime changed, int generation, long lookedNanos) {}

    @Inject
    public BuiltInIssuer(IdentityConfig config, @ConfigProperty(name = "undercroft.data-dir") String dataDirectory) {
        this.config = config.builtIn();
        this.file = config.builtIn()
                .signingKeyFile()
                .map(Path::of)
                .orElse(Path.of(dataDirectory).resolve("signing-keys.pem"));
    }

    /** Whether its tokens are trusted. */
    public boolean enabled() {
        return config.enabled();
    }

    /** The {@code iss} claim. */
    public String issuer() {
        return config.issuer();
    }

    /** The {@code aud} claim. */
    public String audience() {
        return config.audience();
    }

    /** The public keys; none while the file is missing or unreadable, which trusts no token. */
    public List<JsonWebKey> publicKeys() {
        return current().keys();
    }

    /** A number that changes whenever the keys do. */
    public int generation() {
        return current().generation();
    }

    private State current() {
        State seen = state;
        long now = System.nanoTime();
        if (!config.enabled() || now - seen.lookedNanos() < LOOK_AGAIN_NANOS) {
            return seen;
        }
        return look(now);
    }

    private synchronized State look(long now) {
        State seen = state;
        FileTime changed = changed();
        if (changed.equals(seen.changed())) {
            state = new State(seen.keys(), changed, seen.generation(), now);
        } else {
            state = new State(read(), changed, seen.generation() + 1, now);
        }
        return state;
    }

    private FileTime changed() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException missing) {
            return FileTime.fromMillis(-1);
        }
    }

    private List<JsonWebKey> read() {
        if (!Files.exists(file)) {
            LOG.warnf("there are no signing keys at %s: the built-in issuer trusts no token", file);
            return List.of();
        }
        try {
            return new ArrayList<>(SigningKeys.read(file).all());
        } catch (IllegalStateException unreadable) {
            LOG.error(unreadable.getMessage());
            return List.of();
        }
    }
}
