package dev.undercroft.policy;

import java.util.Set;

/**
 * One rule of a policy: on these paths, these permissions, under these conditions. Rules only ever allow. Immutable and
 * thread safe.
 *
 * @param pathPattern which paths
 * @param permissions which permissions, at least one
 * @param conditions what else must hold, or {@link Conditions#NONE}
 */
public record Rule(Glob pathPattern, Set<Permission> permissions, Conditions conditions) {

    /**
     * Takes a copy of the permissions.
     *
     * @throws InvalidPolicyException when there is none
     */
    public Rule {
        if (permissions.isEmpty()) {
            throw new InvalidPolicyException("a rule needs at least one permission, like read");
        }
        permissions = Set.copyOf(permissions);
    }

    /** Tells whether this rule speaks of the permission at all, whatever the path and the conditions. */
    public boolean covers(Permission wanted) {
        return permissions.contains(wanted) || permissions.contains(Permission.ADMIN);
    }

    /** Tells whether this rule speaks of the permission on the path, whatever the conditions. */
    public boolean covers(Permission wanted, String path) {
        return covers(wanted) && pathPattern.matches(path);
    }
}
