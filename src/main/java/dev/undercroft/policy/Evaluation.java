package dev.undercroft.policy;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Judges one request by the policies of its realm (secrets specification, section 5.3): default deny, no deny rules, so
 * that the order of policies changes nothing but which rule is named. Bindings that have expired do not count.
 * Stateless and thread safe.
 */
public final class Evaluation {

    private Evaluation() {}

    /**
     * Decides.
     *
     * @param grants every grant of the realm
     * @param identityIds the identity and its groups
     * @param permission what is asked for
     * @param path a valid secret path
     * @param circumstances what the request brings
     * @return the first rule that allows, or why none does
     */
    public static Decision evaluate(
            Grants grants,
            Collection<String> identityIds,
            Permission permission,
            String path,
            Circumstances circumstances) {
        Decision.Reason reason = Decision.Reason.NO_RULE;
        for (String identityId : identityIds) {
            for (Grant grant : grants.of(identityId)) {
                if (!grant.countsAt(circumstances.at()) || !grant.rule().covers(permission, path)) {
                    continue;
                }
                Optional<Decision.Reason> failed = grant.rule().conditions().firstFailed(circumstances);
                if (failed.isEmpty()) {
                    return new Decision.Allowed(grant.policyId(), grant.ruleIndex(), grant.rule());
                }
                // Of several rules that fail on a condition, the first one is named.
                reason = reason == Decision.Reason.NO_RULE ? failed.get() : reason;
            }
        }
        return denied(reason, grants, identityIds, circumstances);
    }

    private static Decision denied(
            Decision.Reason reason, Grants grants, Collection<String> identityIds, Circumstances circumstances) {
        Set<String> evaluated = new LinkedHashSet<>();
        for (String identityId : identityIds) {
            for (Grant grant : grants.of(identityId)) {
                if (grant.countsAt(circumstances.at())) {
                    evaluated.add(grant.policyId());
                }
            }
        }
        return new Decision.Denied(reason, evaluated.stream().toList());
    }
}
