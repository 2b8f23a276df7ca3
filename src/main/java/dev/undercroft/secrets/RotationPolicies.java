package dev.undercroft.secrets;

import java.time.Duration;
import java.util.Optional;

/** What secrets need to know of rotation and value-generation policies. Called in a transaction of the realm. */
public interface RotationPolicies {

    /** A rotation policy as a secret sees it. */
    record Schedule(String id, Duration interval, Duration gracePeriod) {}

    /** The rotation policy of this id in the realm, or empty. */
    Optional<Schedule> rotationPolicy(String id);

    /** Whether the realm has a value-generation policy of this id. */
    boolean hasSecretPolicy(String id);
}
