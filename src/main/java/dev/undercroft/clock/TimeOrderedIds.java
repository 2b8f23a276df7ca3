package dev.undercroft.clock;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Makes ids that sort by the time they were made at (UUID version 7, RFC 9562). Thread safe. */
@Singleton
public class TimeOrderedIds {

    // Of the instance, not of the class: a native executable would carry a random source that was seeded at build time.
    private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();

    /** The next id. */
    public UUID next() {
        return generator.generate();
    }

    /** The next id as text: the prefix and {@code length} of its 32 hexadecimal digits, at least 26 of them. */
    public String next(String prefix, int length) {
        return prefix + next().toString().replace("-", "").substring(0, length);
    }
}
