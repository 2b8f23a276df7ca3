package dev.undercroft.policy;

import java.util.List;
import java.util.function.Predicate;

/**
 * The paths on which one identity holds one permission under given circumstances. Immutable and thread safe.
 *
 * @param patterns a path passes when any of them matches
 */
public record PathFilter(List<Glob> patterns) implements Predicate<String> {

    /** Takes a copy of the patterns; one that matches everything makes the others needless. */
    public PathFilter {
        patterns = patterns.stream()
                .filter(Glob::matchesEverything)
                .findFirst()
                .map(List::of)
                .orElse(List.copyOf(patterns));
    }

    @Override
    public boolean test(String path) {
        for (Glob pattern : patterns) {
            if (pattern.matches(path)) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether no path at all passes, so that there is nothing to look for. */
    public boolean passesNothing() {
        return patterns.isEmpty();
    }

    /** Tells whether every path passes, so that rows need not be filtered. */
    public boolean passesEverything() {
        return patterns.stream().anyMatch(Glob::matchesEverything);
    }
}
