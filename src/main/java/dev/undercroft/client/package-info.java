/**
 * The client library of the vault door: seals and opens on this side, so that the service holds ciphertexts and proofs
 * alone ({@code docs/vault-crypto.md}).
 *
 * <p>Uses the JDK, Jackson's tree model and Bouncy Castle's Argon2id and HKDF, and nothing of the service; it is also
 * published by itself. Vault keys come in as {@code char[]}; keys live in arrays that are wiped when they are closed. What
 * the JDK's ciphers and the libraries copy inside is left to the garbage collector. A reader starts at
 * {@link dev.undercroft.client.VaultClient}, then {@link dev.undercroft.client.UnlockedVault}; for the formats at
 * {@link dev.undercroft.client.VaultCipher}, for what is remembered at {@link dev.undercroft.client.VaultMemory}.
 */
package dev.undercroft.client;
