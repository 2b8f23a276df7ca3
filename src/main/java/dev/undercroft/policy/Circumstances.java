package dev.undercroft.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * What a request brings besides who asks and for what. Immutable and thread safe.
 *
 * @param at when the request is judged
 * @param sourceIp where it comes from, or {@link IpAddress#UNKNOWN}
 * @param mfaVerifiedAt when its identity last proved a second factor, or {@link #NO_MFA}
 * @param mfaMaximumAge how long such a proof stays fresh
 */
public record Circumstances(Instant at, IpAddress sourceIp, Instant mfaVerifiedAt, Duration mfaMaximumAge) {

    /** Stands for an identity that never proved a second factor. */
    public static final Instant NO_MFA = Instant.MIN;

    /** How far the clock of the issuer may run ahead of ours. */
    public static final Duration MFA_CLOCK_SKEW = Duration.ofMinutes(1);

    /** Circumstances that meet no condition on address or second factor. */
    public static Circumstances at(Instant at) {
        return new Circumstances(at, IpAddress.UNKNOWN, NO_MFA, Duration.ZERO);
    }

    /** The same, coming from the given address. */
    public Circumstances from(IpAddress source) {
        return new Circumstances(at, source, mfaVerifiedAt, mfaMaximumAge);
    }

    /** The same, with a second factor proved at that time and fresh for that long. */
    public Circumstances withMfa(Instant verifiedAt, Duration maximumAge) {
        return new Circumstances(at, sourceIp, verifiedAt, maximumAge);
    }

    /** Tells whether a second factor was proved recently: within its maximum age, and not in the future. */
    public boolean mfaFresh() {
        return !mfaVerifiedAt.isBefore(at.minus(mfaMaximumAge)) && !mfaVerifiedAt.isAfter(at.plus(MFA_CLOCK_SKEW));
    }
}
