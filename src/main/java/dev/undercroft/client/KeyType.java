package dev.undercroft.client;

import java.util.Locale;
import java.util.Optional;

/** What a key of a vault is made from. */
public enum KeyType {
    /** The vault key. */
    PRIMARY,
    /** A recovery code. */
    RECOVERY;

    /** As it is written on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<KeyType> named(String wireName) {
        for (KeyType type : values()) {
            if (type.wireName().equals(wireName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
