package dev.undercroft.vault;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Prefix {@code undercroft.vault}. */
@ConfigMapping(prefix = "undercroft.vault")
interface VaultConfig {

    /** How much a vault may hold: names, descriptions and ciphertexts of its secrets. */
    @WithDefault("16M")
    MemorySize maxSize();

    /** How much of vaults a replica may have in memory at once, to answer with; one organisation gets a quarter of it. */
    @WithDefault("64M")
    MemorySize answerMemory();
}
