package dev.undercroft.cli;

import dev.undercroft.secrets.SecretPath;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was last read of some secrets. For one thread. */
final class LastValues {

    private final SecretsClient client;
    private final List<SecretPath> paths;
    private final Map<String, Snapshot> known = new LinkedHashMap<>();
    private final Map<String, String> entityTags = new LinkedHashMap<>();

    LastValues(SecretsClient client, List<SecretPath> paths) {
        this.client = client;
        this.paths = paths;
    }

    List<SecretPath> paths() {
        return paths;
    }

    /** Reads a secret unless what is known is the newest; returns whether there is something new. */
    boolean refresh(SecretPath path) {
        try {
            Optional<Snapshot> fresh = client.read(path, entityTags.getOrDefault(path.value(), ""));
            fresh.ifPresent(snapshot -> {
                known.put(path.value(), snapshot);
                entityTags.put(path.value(), snapshot.entityTag());
            });
            return fresh.isPresent();
        } catch (ReadFailure failed) {
            if (failed.isGone()) {
                // One that is made anew counts its versions from 1 again.
                entityTags.remove(path.value());
            }
            throw failed;
        }
    }

    /** Whether every secret was read once. */
    boolean areComplete() {
        return known.size() == paths.size();
    }

    /** What is known, in the order of the paths. */
    Collection<Snapshot> known() {
        return paths.stream()
                .map(path -> known.get(path.value()))
                .filter(java.util.Objects::nonNull)
                .toList();
    }
}
