package dev.undercroft.policy;

import java.time.Instant;

/**
 * A rule as one identity holds it, through the binding of a policy. Immutable and thread safe.
 *
 * @param policyId the policy that holds the rule
 * @param ruleIndex where in that policy, from 0
 * @param rule the rule
 * @param bindingExpiry the first instant at which the binding no longer counts, or {@link #NEVER}
 */
public record Grant(String policyId, int ruleIndex, Rule rule, Instant bindingExpiry) {

    /** Stands for a binding without an end. */
    public static final Instant NEVER = Instant.MAX;

    /** Tells whether the binding counts at that time. */
    public boolean countsAt(Instant at) {
        return at.isBefore(bindingExpiry);
    }
}
