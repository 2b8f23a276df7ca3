/**
 * The vault door: what clients sealed, kept for an organisation, which is a tenant. It may use the kernel and no other
 * door, and has no part in sealing: keys and decryption stay with the client (docs/vault-crypto.md). A reader starts at
 * {@link dev.undercroft.vault.VaultResource}.
 */
package dev.undercroft.vault;
