/**
 * The secrets door: path-versioned secrets, written, read, listed, rotated, deleted and restored.
 *
 * <p>Uses the kernel ({@code policy} and what lies below it); owns the interfaces through which {@code rotation} and
 * {@code events} serve it. Start at {@link dev.undercroft.secrets.SecretResource}, then {@link
 * dev.undercroft.secrets.ReadSecret} for the hot path and {@link dev.undercroft.secrets.WriteSecret} for a change.
 */
package dev.undercroft.secrets;
