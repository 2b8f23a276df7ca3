package dev.undercroft.web;

import dev.undercroft.crypto.DerivedKeys;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives all replicas the same keys for cursors. */
@Singleton
class CursorKey {

    @Produces
    @Singleton
    Cursors cursors(DerivedKeys keys) {
        return new Cursors(() -> keys.of("cursors"));
    }
}
