package dev.undercroft.cli;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The configuration as the service will read it, for what must be known before it starts: system properties, the
 * environment, {@code config/application.properties}, then the defaults of this program.
 */
final class Settings {

    private static final int BELOW_ENVIRONMENT = 260;
    private static final int DEFAULTS = 250;

    private final SmallRyeConfig config;

    private Settings(SmallRyeConfig config) {
        this.config = config;
    }

    static Settings load() {
        try {
            var builder = new SmallRyeConfigBuilder()
                    .addSystemSources()
                    .withProfiles(List.of(System.getProperty("quarkus.profile", "prod")))
                    .addDefaultInterceptors();
            Path besideTheProgram = Path.of("config", "application.properties");
            if (Files.isReadable(besideTheProgram)) {
                builder.withSources(
                        new PropertiesConfigSource(besideTheProgram.toUri().toURL(), BELOW_ENVIRONMENT));
            }
            URL own = Settings.class.getResource("/application.properties");
            if (own != null) {
                builder.withSources(new PropertiesConfigSource(own, DEFAULTS));
            }
            return new Settings(builder.build());
        } catch (IOException unreadable) {
            throw new ConfigurationException("the configuration can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    Optional<String> find(String key) {
        return config.getOptionalValue(key, String.class);
    }

    Path dataDirectory() {
        return Path.of(config.getValue("undercroft.data-dir", String.class)).toAbsolutePath();
    }

    Path signingKeys() {
        return find("undercroft.identity.built-in.signing-key-file")
                .map(Path::of)
                .orElse(dataDirectory().resolve("signing-keys.pem"));
    }

    Path rootKeys() {
        return find("undercroft.root-key.file")
                .map(Path::of)
                .orElse(dataDirectory().resolve("root-keys"));
    }

    /** Whether root keys come from the environment and not from a file. */
    boolean rootKeysAreGiven() {
        return find("undercroft.root-key.value").isPresent();
    }

    /** The URL of an external database; without one the service brings its own. */
    Optional<String> databaseUrl() {
        return find("quarkus.datasource.jdbc.url");
    }

    String issuer() {
        return find("undercroft.identity.built-in.issuer").orElse("undercroft");
    }

    String audience() {
        return find("undercroft.identity.built-in.audience").orElse("undercroft");
    }

    boolean builtInIssuer() {
        return find("undercroft.identity.built-in.enabled")
                .map(Boolean::parseBoolean)
                .orElse(true);
    }
}
