package dev.undercroft.client;

import java.util.UUID;

/**
 * A secret that was opened and believed. Immutable; {@code toString} shows no value.
 *
 * @param version 1 and up; 0 in format 1, which has none
 * @param digest SHA-256 of its ciphertext, hexadecimal: which of all states of the secret this is
 */
public record VaultSecret(SecretMetadata metadata, SecretPayload payload, long version, String digest) {

    /** The secret's id, for good. */
    public UUID id() {
        return metadata.id();
    }

    /** The secret's name; proved in format 2. */
    public String name() {
        return metadata.name();
    }
}
