/**
 * Partners, tenants, and the realm that a request acts in, with both walls between realms.
 *
 * <p>Uses {@code identity}, {@code audit}, {@code crypto}, {@code web}, {@code clock}. Start at {@link
 * dev.undercroft.tenancy.AccessFilter} for a request's way in, at {@link dev.undercroft.tenancy.Realm} for the walls.
 */
package dev.undercroft.tenancy;
