package dev.undercroft.vault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Keys and ciphertexts as the service sees them: bytes without meaning. */
public final class VaultBodies {

    static final List<String> CODES = List.of("code-1", "code-2", "code-3", "code-4");

    private VaultBodies() {}

    /** A proof as it would be derived from a vault key or recovery code. */
    public static String proof(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String id() {
        return UUID.randomUUID().toString();
    }

    public static String random(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    public static String headed(String header, int bytes) {
        byte[] random = Base64.getDecoder().decode(random(bytes));
        System.arraycopy(header.getBytes(StandardCharsets.ISO_8859_1), 0, random, 0, header.length());
        return Base64.getEncoder().encodeToString(random);
    }

    /** A ciphertext of payload format 2. */
    public static String payload(long version) {
        byte[] bytes = Base64.getDecoder().decode(headed("UV\u0002P", 64));
        ByteBuffer.wrap(bytes).putLong(4, version);
        return Base64.getEncoder().encodeToString(bytes);
    }

    public static ObjectNode material(String text, String type) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id())
                .put("wrapped_org_encryption_key", random(60))
                .put("auth_hash", proof(text))
                .put("key_type", type);
    }

    public static ObjectNode materialOfTwo(String text, String type) {
        return material(text, type)
                .put("wrapped_org_encryption_key", headed("UV\u0002K", 64))
                .put("change_auth_hash", proof("change " + text));
    }

    /** A vault to make, with the key "primary" and {@link #CODES}. */
    public static ObjectNode draft() {
        return draft("");
    }

    /** The same with something in front of the key and each code. */
    public static ObjectNode draft(String whose) {
        ObjectNode draft = JsonNodeFactory.instance.objectNode();
        draft.set("vault_key", material(whose + "primary", "primary"));
        ArrayNode recovery = draft.putArray("recovery_keys");
        CODES.forEach(code -> recovery.add(material(whose + code, "recovery")));
        return draft;
    }

    public static ObjectNode draftOfTwo() {
        ObjectNode draft = JsonNodeFactory.instance.objectNode().put("payload_format", 2);
        draft.set("vault_key", materialOfTwo("primary", "primary"));
        ArrayNode recovery = draft.putArray("recovery_keys");
        CODES.forEach(code -> recovery.add(materialOfTwo(code, "recovery")));
        return draft;
    }

    public static ObjectNode replacement(String text) {
        ObjectNode replacement = material(text, "primary");
        replacement.remove("key_type");
        return replacement;
    }

    public static ObjectNode secretDraft(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id())
                .put("name", name)
                .put("secret_type", "login")
                .put("encrypted_payload", random(100));
    }
}
