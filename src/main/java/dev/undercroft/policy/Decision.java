package dev.undercroft.policy;

import java.util.List;
import java.util.Locale;

/** The answer of an {@link Evaluation}. Immutable and thread safe. */
public sealed interface Decision {

    /** Tells whether the request may go on. */
    boolean allowed();

    /**
     * A rule allows the request.
     *
     * @param policyId the policy that holds the rule
     * @param ruleIndex where in that policy, from 0
     * @param rule the rule
     */
    record Allowed(String policyId, int ruleIndex, Rule rule) implements Decision {

        @Override
        public boolean allowed() {
            return true;
        }
    }

    /**
     * No rule allows the request.
     *
     * @param reason why
     * @param evaluatedPolicies the policies that were looked at: those with a binding that counts
     */
    record Denied(Reason reason, List<String> evaluatedPolicies) implements Decision {

        /** Takes a copy of the policies. */
        public Denied {
            evaluatedPolicies = List.copyOf(evaluatedPolicies);
        }

        @Override
        public boolean allowed() {
            return false;
        }
    }

    /** Why a request is denied. All but {@link #NO_RULE} say that path and permission would have been enough. */
    enum Reason {
        /** No rule speaks of this permission on this path. */
        NO_RULE,
        /** The request comes from elsewhere, or nobody knows from where. */
        IP_RANGES,
        /** There is no fresh second factor. */
        REQUIRE_MFA,
        /** It is not the time. */
        TIME_WINDOW;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /** The name in JSON: lower case, the name of the failed condition. */
        public String wireName() {
            return wireName;
        }
    }
}
