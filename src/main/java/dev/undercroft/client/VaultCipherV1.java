package dev.undercroft.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The format of existing clients. Everything sealed is ciphertext, 12 bytes of nonce, 16 bytes of tag; the associated
 * data are the record's id.
 */
final class VaultCipherV1 implements VaultCipher {

    private static final int WRAPPED_BYTES = KeyBytes.LENGTH + AesGcm.NONCE_BYTES + AesGcm.TAG_BYTES;

    private final SecureRandom random;

    VaultCipherV1(SecureRandom random) {
        this.random = random;
    }

    @Override
    public PayloadFormat format() {
        return PayloadFormat.V1;
    }

    @Override
    public String unlockProof(KeyBytes masterKey, KeyBinding binding) {
        byte[] bytes = masterKey.getEncoded();
        try {
            return Sha256.hex(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public String changeProof(KeyBytes masterKey, KeyBinding binding) {
        return unlockProof(masterKey, binding);
    }

    @Override
    public byte[] wrap(KeyBytes masterKey, KeyBinding binding, KeyBytes organizationKey) {
        byte[] bytes = organizationKey.getEncoded();
        try {
            return sealed(masterKey, binding.keyId(), bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public Optional<KeyBytes> unwrap(KeyBytes masterKey, KeyBinding binding, byte[] wrapped) {
        if (wrapped.length != WRAPPED_BYTES) {
            return Optional.empty();
        }
        return opened(masterKey, binding.keyId(), wrapped).map(KeyBytes::taking);
    }

    @Override
    public long versionAfter(long version) {
        return 0;
    }

    @Override
    public byte[] seal(KeyBytes organizationKey, SecretBinding binding, long version, byte[] plaintext) {
        return sealed(organizationKey, binding.secretId(), plaintext);
    }

    @Override
    public Optional<Opened> open(KeyBytes organizationKey, SecretBinding binding, byte[] sealed) {
        return opened(organizationKey, binding.secretId(), sealed).map(plaintext -> new Opened(0, plaintext));
    }

    @Override
    public ObjectNode plaintextOf(SecretContent content) {
        return content.payload();
    }

    @Override
    public SecretContent contentOf(ObjectNode plaintext, SecretContent shown) {
        return new SecretContent(shown.name(), shown.description(), plaintext);
    }

    private byte[] sealed(KeyBytes key, UUID id, byte[] plaintext) {
        byte[] nonce = AesGcm.freshNonce(random);
        byte[] ciphertextAndTag = AesGcm.seal(key, nonce, associatedData(id), plaintext);
        return ByteBuffer.allocate(ciphertextAndTag.length + nonce.length)
                .put(ciphertextAndTag, 0, plaintext.length)
                .put(nonce)
                .put(ciphertextAndTag, plaintext.length, AesGcm.TAG_BYTES)
                .array();
    }

    private static Optional<byte[]> opened(KeyBytes key, UUID id, byte[] sealed) {
        int length = sealed.length - AesGcm.NONCE_BYTES - AesGcm.TAG_BYTES;
        if (length < 0) {
            return Optional.empty();
        }
        int tag = length + AesGcm.NONCE_BYTES;
        byte[] ciphertextAndTag = ByteBuffer.allocate(length + AesGcm.TAG_BYTES)
                .put(sealed, 0, length)
                .put(sealed, tag, AesGcm.TAG_BYTES)
                .array();
        return AesGcm.open(key, Arrays.copyOfRange(sealed, length, tag), associatedData(id), ciphertextAndTag);
    }

    private static byte[] associatedData(UUID id) {
        return id.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
