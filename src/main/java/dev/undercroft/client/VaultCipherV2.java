package dev.undercroft.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.client.VaultException.Reason;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Our format: keys and proofs are derived apart and for one record each, and a secret's version, type, name and
 * description are sealed with it.
 */
final class VaultCipherV2 implements VaultCipher {

    static final long LAST_VERSION = (1L << 53) - 1;

    private static final byte[] KEY_HEADER = {'U', 'V', 2, 'K'};
    private static final byte[] PAYLOAD_HEADER = {'U', 'V', 2, 'P'};
    private static final int WRAPPED_BYTES =
            KEY_HEADER.length + AesGcm.NONCE_BYTES + KeyBytes.LENGTH + AesGcm.TAG_BYTES;
    private static final int PAYLOAD_NONCE = PAYLOAD_HEADER.length + Long.BYTES;
    private static final int PAYLOAD_CIPHERTEXT = PAYLOAD_NONCE + AesGcm.NONCE_BYTES;

    private final SecureRandom random;

    VaultCipherV2(SecureRandom random) {
        this.random = random;
    }

    @Override
    public PayloadFormat format() {
        return PayloadFormat.V2;
    }

    @Override
    public String unlockProof(KeyBytes masterKey, KeyBinding binding) {
        return HexFormat.of().formatHex(Hkdf.bytes(masterKey, purpose("undercroft vault 2 unlock", binding)));
    }

    @Override
    public String changeProof(KeyBytes masterKey, KeyBinding binding) {
        return HexFormat.of().formatHex(Hkdf.bytes(masterKey, purpose("undercroft vault 2 change", binding)));
    }

    @Override
    public byte[] wrap(KeyBytes masterKey, KeyBinding binding, KeyBytes organizationKey) {
        byte[] nonce = AesGcm.freshNonce(random);
        byte[] bytes = organizationKey.getEncoded();
        try (KeyBytes wrappingKey = wrappingKey(masterKey, binding)) {
            return new Fields()
                    .bytes(KEY_HEADER)
                    .bytes(nonce)
                    .bytes(AesGcm.seal(wrappingKey, nonce, associatedData(binding), bytes))
                    .toBytes();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public Optional<KeyBytes> unwrap(KeyBytes masterKey, KeyBinding binding, byte[] wrapped) {
        if (wrapped.length != WRAPPED_BYTES || !startsWith(wrapped, KEY_HEADER)) {
            return Optional.empty();
        }
        int ciphertext = KEY_HEADER.length + AesGcm.NONCE_BYTES;
        byte[] nonce = Arrays.copyOfRange(wrapped, KEY_HEADER.length, ciphertext);
        byte[] ciphertextAndTag = Arrays.copyOfRange(wrapped, ciphertext, wrapped.length);
        try (KeyBytes wrappingKey = wrappingKey(masterKey, binding)) {
            return AesGcm.open(wrappingKey, nonce, associatedData(binding), ciphertextAndTag)
                    .map(KeyBytes::taking);
        }
    }

    @Override
    public long versionAfter(long version) {
        if (version >= LAST_VERSION) {
            throw new VaultException(
                    Reason.INVALID_INPUT, "the secret was changed as often as can be; make a new secret");
        }
        return version + 1;
    }

    @Override
    public byte[] seal(KeyBytes organizationKey, SecretBinding binding, long version, byte[] plaintext) {
        byte[] nonce = AesGcm.freshNonce(random);
        try (KeyBytes payloadKey = payloadKey(organizationKey, binding)) {
            return new Fields()
                    .bytes(PAYLOAD_HEADER)
                    .number(version)
                    .bytes(nonce)
                    .bytes(AesGcm.seal(payloadKey, nonce, associatedData(binding, version), plaintext))
                    .toBytes();
        }
    }

    @Override
    public Optional<Opened> open(KeyBytes organizationKey, SecretBinding binding, byte[] sealed) {
        if (sealed.length < PAYLOAD_CIPHERTEXT + AesGcm.TAG_BYTES || !startsWith(sealed, PAYLOAD_HEADER)) {
            return Optional.empty();
        }
        long version = ByteBuffer.wrap(sealed).getLong(PAYLOAD_HEADER.length);
        if (version < 1 || version > LAST_VERSION) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(sealed, PAYLOAD_NONCE, PAYLOAD_CIPHERTEXT);
        byte[] ciphertextAndTag = Arrays.copyOfRange(sealed, PAYLOAD_CIPHERTEXT, sealed.length);
        try (KeyBytes payloadKey = payloadKey(organizationKey, binding)) {
            return AesGcm.open(payloadKey, nonce, associatedData(binding, version), ciphertextAndTag)
                    .map(plaintext -> new Opened(version, plaintext));
        }
    }

    @Override
    public ObjectNode plaintextOf(SecretContent content) {
        ObjectNode plaintext = Json.object().put("name", content.name());
        if (!content.description().isEmpty()) {
            plaintext.put("description", content.description());
        }
        plaintext.set("payload", content.payload());
        return plaintext;
    }

    @Override
    public SecretContent contentOf(ObjectNode plaintext, SecretContent shown) {
        Members members = new Members(plaintext, Reason.INVALID_PAYLOAD, "what is sealed of the secret");
        String name = members.text("name");
        String description = members.textOrEmpty("description");
        if (!name.equals(shown.name()) || !description.equals(shown.description())) {
            throw new VaultException(
                    Reason.RENAMED,
                    "its name or description is not the one that was sealed with it: the service shows another, or"
                            + " swapped two secrets; don't use it, and ask who runs the service");
        }
        return new SecretContent(name, description, members.object("payload"));
    }

    private static KeyBytes wrappingKey(KeyBytes masterKey, KeyBinding binding) {
        return Hkdf.key(masterKey, purpose("undercroft vault 2 wrap", binding));
    }

    private static KeyBytes payloadKey(KeyBytes organizationKey, SecretBinding binding) {
        return Hkdf.key(
                organizationKey,
                new Fields()
                        .text("undercroft vault 2 payload")
                        .text(binding.organization())
                        .text(binding.secretId().toString()));
    }

    private static Fields purpose(String label, KeyBinding binding) {
        return new Fields()
                .text(label)
                .text(binding.organization())
                .text(binding.keyId().toString());
    }

    private static byte[] associatedData(KeyBinding binding) {
        return new Fields()
                .bytes(KEY_HEADER)
                .text("undercroft vault 2 key")
                .text(binding.organization())
                .text(binding.keyId().toString())
                .text(binding.type().wireName())
                .number(binding.parameters().iterations())
                .number(binding.parameters().memoryKib())
                .number(binding.parameters().parallelism())
                .toBytes();
    }

    private static byte[] associatedData(SecretBinding binding, long version) {
        return new Fields()
                .bytes(PAYLOAD_HEADER)
                .number(version)
                .text("undercroft vault 2 payload")
                .text(binding.organization())
                .text(binding.secretId().toString())
                .text(binding.type().wireName())
                .toBytes();
    }

    private static boolean startsWith(byte[] bytes, byte[] header) {
        return Arrays.equals(bytes, 0, header.length, header, 0, header.length);
    }
}
