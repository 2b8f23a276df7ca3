package dev.undercroft.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every grant of one realm, by the identity that holds it ({@code user:alice}, {@code group:sre}). Immutable and thread
 * safe, so that one instance may serve all requests until the realm's policies change.
 */
public final class Grants {

    /** Grants nothing to anyone. */
    public static final Grants NONE = new Grants(Map.of());

    private final Map<String, List<Grant>> byIdentity;

    private Grants(Map<String, List<Grant>> byIdentity) {
        this.byIdentity = byIdentity;
    }

    /** Begins an empty set of grants. */
    public static Builder builder() {
        return new Builder();
    }

    /** The grants of one identity, in the order in which they were added; none for an identity that holds none. */
    public List<Grant> of(String identityId) {
        return byIdentity.getOrDefault(identityId, List.of());
    }

    /**
     * Reduces the grants to a question of the path alone, to filter rows: what is left answers for any path as {@link
     * Evaluation#evaluate} would.
     *
     * @param identityIds the identity and its groups
     */
    public PathFilter narrow(Collection<String> identityIds, Permission permission, Circumstances circumstances) {
        Set<Glob> patterns = new LinkedHashSet<>();
        for (String identityId : identityIds) {
            for (Grant grant : of(identityId)) {
                if (grant.countsAt(circumstances.at())
                        && grant.rule().covers(permission)
                        && grant.rule().conditions().firstFailed(circumstances).isEmpty()) {
                    patterns.add(grant.rule().pathPattern());
                }
            }
        }
        return new PathFilter(List.copyOf(patterns));
    }

    /** Gathers grants; for one thread, used once. */
    public static final class Builder {

        private final Map<String, List<Grant>> byIdentity = new HashMap<>();

        private Builder() {}

        /** Adds a grant to what the identity holds. */
        public Builder add(String identityId, Grant grant) {
            byIdentity.computeIfAbsent(identityId, absent -> new ArrayList<>()).add(grant);
            return this;
        }

        /** What was added so far. */
        public Grants build() {
            Map<String, List<Grant>> copy = new HashMap<>();
            byIdentity.forEach((identityId, grants) -> copy.put(identityId, List.copyOf(grants)));
            return new Grants(Map.copyOf(copy));
        }
    }
}
