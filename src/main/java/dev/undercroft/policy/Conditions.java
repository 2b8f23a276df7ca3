package dev.undercroft.policy;

import java.util.List;
import java.util.Optional;

/**
 * What must hold besides path and permission for a rule to allow; all of it together (secrets specification, section
 * 5.1). Immutable and thread safe.
 *
 * @param ipRanges where a request may come from; none means from anywhere
 * @param requireMfa whether a fresh second factor is needed
 * @param timeWindow when it may happen, or {@link TimeWindow#ALWAYS}
 */
public record Conditions(List<Cidr> ipRanges, boolean requireMfa, TimeWindow timeWindow) {

    /** No condition. */
    public static final Conditions NONE = new Conditions(List.of(), false, TimeWindow.ALWAYS);

    /** Takes a copy of the ranges. */
    public Conditions {
        ipRanges = List.copyOf(ipRanges);
    }

    /** The first condition that does not hold, in the order address, second factor, time; empty when all hold. */
    public Optional<Decision.Reason> firstFailed(Circumstances circumstances) {
        if (!ipRanges.isEmpty() && !within(circumstances.sourceIp())) {
            return Optional.of(Decision.Reason.IP_RANGES);
        }
        if (requireMfa && !circumstances.mfaFresh()) {
            return Optional.of(Decision.Reason.REQUIRE_MFA);
        }
        if (!timeWindow.contains(circumstances.at())) {
            return Optional.of(Decision.Reason.TIME_WINDOW);
        }
        return Optional.empty();
    }

    private boolean within(IpAddress address) {
        for (Cidr range : ipRanges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
