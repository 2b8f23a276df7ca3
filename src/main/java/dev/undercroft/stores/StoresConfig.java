package dev.undercroft.stores;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;

/** Prefix {@code undercroft.stores}. */
@ConfigMapping(prefix = "undercroft.stores")
interface StoresConfig {

    /** How many secrets a tenant may have, over all its stores. */
    @WithDefault("100")
    @Min(0)
    int quota();

    /** Other quotas, by the tenant's id. */
    Map<String, @Min(0) Integer> quotas();

    /** How many stores a tenant may have; 0 is no limit. */
    @WithDefault("0")
    @Min(0)
    int maxStores();

    /** The services that a secret may name. */
    @WithDefault("workers,ai_gateway,dex,access,containers,websearch")
    @NotEmpty
    List<@Pattern(regexp = "[a-z0-9_-]{1,64}", message = "use 1 to 64 of a-z, 0-9, _ and -") String> services();
}
