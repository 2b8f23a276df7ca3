package dev.undercroft.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What a payload format derives, wraps and seals ({@code docs/vault-crypto.md}). Implementations are immutable and thread
 * safe; they close no key that they are given.
 */
sealed interface VaultCipher permits VaultCipherV1, VaultCipherV2 {

    /** What {@link #open} finds; the caller wipes the plaintext. */
    record Opened(long version, byte[] plaintext) {}

    static VaultCipher of(PayloadFormat format, SecureRandom random) {
        return switch (format) {
            case V1 -> new VaultCipherV1(random);
            case V2 -> new VaultCipherV2(random);
        };
    }

    PayloadFormat format();

    /** {@code auth_hash}: picks a key out and proves its possession. */
    String unlockProof(KeyBytes masterKey, KeyBinding binding);

    /** Proves possession of a key that is replaced or revoked. */
    String changeProof(KeyBytes masterKey, KeyBinding binding);

    byte[] wrap(KeyBytes masterKey, KeyBinding binding, KeyBytes organizationKey);

    /** The organisation key, to be closed; nothing when it does not open. */
    Optional<KeyBytes> unwrap(KeyBytes masterKey, KeyBinding binding, byte[] wrapped);

    /** The version of a secret that follows; 0 throughout in a format that has none. */
    long versionAfter(long version);

    byte[] seal(KeyBytes organizationKey, SecretBinding binding, long version, byte[] plaintext);

    /** Nothing when it does not open. */
    Optional<Opened> open(KeyBytes organizationKey, SecretBinding binding, byte[] sealed);

    /** What is sealed of a secret. */
    ObjectNode plaintextOf(SecretContent content);

    /**
     * The reverse.
     *
     * @param shown the name and description that stand beside the ciphertext; its payload does not count
     * @throws VaultException {@link VaultException.Reason#RENAMED} when they are sealed too, and others;
     *     {@link VaultException.Reason#INVALID_PAYLOAD}
     */
    SecretContent contentOf(ObjectNode plaintext, SecretContent shown);
}
