package dev.undercroft.policy;

import dev.undercroft.tenancy.Access;
import dev.undercroft.tenancy.RealmState;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one caller may do on which paths of one realm, as of an epoch. Immutable.
 *
 * <p>Administrators hold every permission in what they administer. The values that a partner shares are read by every
 * tenant of the partner, without a policy, and changed by the partner's administrators only.
 */
public final class Permissions {

    private static final Set<Permission> OF_SHARED_VALUES = Set.of(Permission.READ, Permission.LIST);
    private static final PathFilter EVERYTHING = new PathFilter(List.of(Glob.compile("**")));
    private static final PathFilter NOTHING = new PathFilter(List.of());

    private final Access access;
    private final Grants grants;
    private final Circumstances circumstances;

    Permissions(Access access, Grants grants, Circumstances circumstances) {
        this.access = access;
        this.grants = grants;
        this.circumstances = circumstances;
    }

    /** The access that was judged, with the realm's state of the same epoch. */
    public Access access() {
        return access;
    }

    /** Throws {@code access_denied}, or the code of the only condition that failed. */
    public void require(Permission permission, String path) {
        refusal(permission, path).ifPresent(refused -> {
            throw refused;
        });
    }

    /** Whether {@link #require} would pass. */
    public boolean allow(Permission permission, String path) {
        return refusal(permission, path).isEmpty();
    }

    /** What {@link #require} would throw, for whoever has to prove the epoch before it refuses. */
    public Optional<Problem> refusal(Permission permission, String path) {
        if (access.administers()) {
            return Optional.empty();
        }
        if (access.realm().kind() != RealmState.Kind.TENANT) {
            return refusalOfShared(permission);
        }
        Decision decision = Evaluation.evaluate(grants, identities(), permission, path, circumstances);
        return decision instanceof Decision.Denied denied
                ? Optional.of(refusal(denied.reason(), permission, path))
                : Optional.empty();
    }

    /** The paths on which the caller holds the permission. */
    public PathFilter filter(Permission permission) {
        if (access.administers()) {
            return EVERYTHING;
        }
        if (access.realm().kind() != RealmState.Kind.TENANT) {
            return OF_SHARED_VALUES.contains(permission) ? EVERYTHING : NOTHING;
        }
        return grants.narrow(identities(), permission, circumstances);
    }

    private static Optional<Problem> refusalOfShared(Permission permission) {
        return OF_SHARED_VALUES.contains(permission)
                ? Optional.empty()
                : Optional.of(new Problem(
                        ProblemCode.ACCESS_DENIED, "Only partner admins may change what a partner shares."));
    }

    private List<String> identities() {
        var ids = new ArrayList<String>(1 + access.caller().groups().size());
        ids.add(access.caller().identityId());
        ids.addAll(access.caller().groups());
        return ids;
    }

    private static Problem refusal(Decision.Reason reason, Permission permission, String path) {
        Problem problem =
                switch (reason) {
                    case NO_RULE ->
                        new Problem(
                                ProblemCode.ACCESS_DENIED,
                                "No policy permits '" + permission.wireName() + "' on '" + path
                                        + "'; ask an administrator for a binding.");
                    case IP_RANGES -> new Problem(ProblemCode.IP_NOT_ALLOWED);
                    case REQUIRE_MFA -> new Problem(ProblemCode.MFA_REQUIRED);
                    case TIME_WINDOW -> new Problem(ProblemCode.TIME_WINDOW_VIOLATION);
                };
        problem = problem.with("path", path);
        return reason == Decision.Reason.NO_RULE ? problem : problem.with("failed_condition", reason.wireName());
    }
}
