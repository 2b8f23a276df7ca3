package dev.undercroft.secrets;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Prefix {@code undercroft.secrets}. */
@ConfigMapping(prefix = "undercroft.secrets")
public interface SecretsConfig {

    /** How long a deleted secret can be restored. */
    @WithDefault("30d")
    Duration deletedRetention();

    /** How many versions a secret keeps that does not say itself. */
    @WithDefault("10")
    int maxVersions();

    /** How long an old version stays readable after a rotation that does not say itself. */
    @WithDefault("48h")
    Duration gracePeriod();
}
