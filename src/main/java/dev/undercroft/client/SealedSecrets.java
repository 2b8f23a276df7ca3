package dev.undercroft.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.client.VaultException.Reason;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Opens and seals the secrets of an unlocked vault. Thread safe; unusable once closed. */
final class SealedSecrets implements AutoCloseable {

    private final VaultCipher cipher;
    private final String organization;
    private final KeyBytes organizationKey;

    SealedSecrets(VaultCipher cipher, String organization, KeyBytes organizationKey) {
        this.cipher = cipher;
        this.organization = organization;
        this.organizationKey = organizationKey;
    }

    /** Whether a change of name or description must be sealed anew. */
    boolean sealsNames() {
        return cipher.format() == PayloadFormat.V2;
    }

    long versionAfter(long version) {
        return cipher.versionAfter(version);
    }

    /**
     * Opens a secret that was asked for.
     *
     * @throws VaultException {@link Reason#ALTERED}, {@link Reason#RENAMED}, {@link Reason#INVALID_PAYLOAD}
     */
    OpenedSecret open(UUID asked, SecretDetail detail) {
        if (!detail.metadata().id().equals(asked)) {
            throw new VaultException(
                    Reason.ALTERED,
                    "secret " + asked + ": the service shows "
                            + detail.metadata().label() + " instead; ask who runs the service",
                    asked);
        }
        return open(detail);
    }

    /** As {@link #open(UUID, SecretDetail)}, for a secret out of a list. */
    OpenedSecret open(SecretDetail detail) {
        SecretMetadata metadata = detail.metadata();
        SecretBinding binding = binding(metadata.id(), metadata.type());
        byte[] sealed = decoded(detail.sealed());
        VaultCipher.Opened opened = cipher.open(organizationKey, binding, sealed)
                .orElseThrow(() -> new VaultException(
                        Reason.ALTERED,
                        metadata.label() + " does not open: its ciphertext was changed or cut, or belongs to another"
                                + " secret, type or organisation; ask who runs the service",
                        metadata.id()));
        try {
            SecretContent shown = new SecretContent(metadata.name(), metadata.description(), Json.object());
            SecretContent content = cipher.contentOf(json(opened.plaintext()), shown);
            return new OpenedSecret(metadata, content, opened.version(), Sha256.hex(sealed));
        } catch (VaultException refused) {
            throw new VaultException(refused.reason(), metadata.label() + ": " + refused.getMessage(), metadata.id());
        } finally {
            Arrays.fill(opened.plaintext(), (byte) 0);
        }
    }

    /** Seals a secret's content. */
    byte[] seal(UUID id, SecretType type, long version, SecretContent content) {
        byte[] plaintext = Json.write(cipher.plaintextOf(content));
        try {
            return cipher.seal(organizationKey, binding(id, type), version, plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    void requireOpen() {
        if (organizationKey.isDestroyed()) {
            throw new VaultException(Reason.CLOSED, "the vault is closed; unlock it again");
        }
    }

    @Override
    public void close() {
        organizationKey.close();
    }

    private SecretBinding binding(UUID id, SecretType type) {
        return new SecretBinding(organization, id, type);
    }

    private static ObjectNode json(byte[] plaintext) {
        return Json.read(plaintext)
                .flatMap(tree -> tree instanceof ObjectNode object ? Optional.of(object) : Optional.empty())
                .orElseThrow(() -> new VaultException(
                        Reason.INVALID_PAYLOAD,
                        "it opens, but what is sealed is no JSON object; a client wrote it wrong"));
    }

    // What is no base64 opens no better than what was cut.
    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }
}
