/**
 * Who is asking: credentials, the issuers that are trusted, callers with their scopes and roles.
 *
 * <p>Uses {@code web} and {@code clock}. Start at {@link dev.undercroft.identity.Caller}; a second kind of credential
 * goes in beside {@link dev.undercroft.identity.CredentialMechanism}.
 */
package dev.undercroft.identity;
