package dev.undercroft.entries;

import dev.undercroft.web.Problem;
import java.util.Arrays;
import java.util.Locale;

/** How many values an entry of a category has. */
enum KeyType {
    /** One, for one variable. */
    SIMPLE,
    /** One for each field. */
    GROUP;

    /** The name in JSON and in rows. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of this name; throws a {@code validation_error} for others. */
    static KeyType of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> Problem.ofField("keyType", "must be simple or group."));
    }
}
