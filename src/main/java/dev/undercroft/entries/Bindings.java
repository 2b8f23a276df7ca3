package dev.undercroft.entries;

import dev.undercroft.crypto.Binding;
import java.util.UUID;

/** The places that values of this door are sealed for: a value that is moved to another row or owner stays shut. */
final class Bindings {

    private Bindings() {}

    static Binding entry(String realmId, String owner, UUID id, long version) {
        return binding(realmId, "entry", owner, id, version);
    }

    static Binding twoFactor(String realmId, String owner, UUID id, long version) {
        return binding(realmId, "two_factor", owner, id, version);
    }

    static Binding envFile(String realmId, String owner, UUID id, long version) {
        return binding(realmId, "env_file", owner, id, version);
    }

    private static Binding binding(String realmId, String kind, String owner, UUID id, long version) {
        return new Binding(realmId, kind, id + " of " + owner, version);
    }
}
