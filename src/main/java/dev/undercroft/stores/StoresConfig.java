package dev.undercroft.stores;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;

/** Prefix {@code undercroft.stores}. */
@ConfigMapping(prefix = "undercroft.stores")
interface StoresConfig {

    /** How many secrets a tenant may have, over all its stores. */
    @WithDefault("100")
    int quota();

    /** Other quotas, by the tenant's id. */
    Map<String, Integer> quotas();

    /** How many stores a tenant may have; 0 is no limit. */
    @WithDefault("0")
    int maxStores();

    /** The services that a secret may name. */
    @WithDefault("workers,ai_gateway,dex,access,containers,websearch")
    List<String> services();
}
