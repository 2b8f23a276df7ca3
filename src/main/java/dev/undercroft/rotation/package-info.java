/**
 * Rotation: the policies that say when secrets change and how new values are made.
 *
 * <p>Serves {@code secrets} through {@link dev.undercroft.secrets.RotationPolicies}. Start at {@link
 * dev.undercroft.rotation.StoredRotationPolicies}.
 */
package dev.undercroft.rotation;
