/**
 * The stores door: named stores of write-only secrets under a quota, resolved only by the services that a secret names.
 *
 * <p>Uses the kernel, not {@code policy}: scopes, administrators and services decide here. Start at {@link
 * dev.undercroft.stores.StoreSecretResource}, then {@link dev.undercroft.stores.ResolveSecret} for the only way to a value.
 */
package dev.undercroft.stores;
