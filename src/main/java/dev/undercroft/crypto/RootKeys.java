package dev.undercroft.crypto;

import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where this service's root keys come from: the environment first, else a file. */
@Singleton
class RootKeys {

    /** Prefix {@code undercroft.root-key}. */
    @ConfigMapping(prefix = "undercroft.root-key")
    interface Config {

        /** Base64 of 32 bytes; several keys separated by commas, the last one seals. */
        Optional<String> value();

        /** A file with one such key a line; by default {@code root-keys} in the data directory. */
        Optional<String> file();
    }

    @Produces
    @Singleton
    RootKeySource source(Config config, @ConfigProperty(name = "undercroft.data-dir") String dataDirectory) {
        return config.value()
                .<RootKeySource>map(TextRootKeySource::new)
                .orElseGet(() -> new FileRootKeySource(config.file()
                        .map(Path::of)
                        .orElse(Path.of(dataDirectory).resolve("root-keys"))));
    }

    @Produces
    @Singleton
    RootKeyRing ring(RootKeySource source) {
        return new RootKeyRing(source);
    }

    @Produces
    @Singleton
    Sealer sealer() {
        return new Sealer();
    }
}
