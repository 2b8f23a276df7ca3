package dev.undercroft.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** {@code vault/vectors.json}, which another implementation computed and the browser's module is held to as well. */
final class Vectors {

    private static final JsonNode ALL = load();

    private Vectors() {}

    static Stream<JsonNode> of(String format, String list) {
        return stream(ALL.path(format).path(list));
    }

    static Stream<JsonNode> totp() {
        return stream(ALL.path("totp"));
    }

    static KeyBytes key(JsonNode vector, String name) {
        return KeyBytes.taking(hex(vector, name));
    }

    static byte[] hex(JsonNode vector, String name) {
        return HexFormat.of().parseHex(text(vector, name));
    }

    static byte[] base64(JsonNode vector, String name) {
        return Base64.getDecoder().decode(text(vector, name));
    }

    static String text(JsonNode vector, String name) {
        JsonNode member = vector.path(name);
        if (!member.isTextual()) {
            throw new IllegalStateException("the vector has no " + name);
        }
        return member.textValue();
    }

    static UUID uuid(JsonNode vector, String name) {
        return UUID.fromString(text(vector, name));
    }

    static KeyBinding keyBinding(JsonNode vector) {
        return new KeyBinding(
                vector.path("organization_id").asText("org_test_123"),
                uuid(vector, "key_id"),
                KeyType.named(vector.path("key_type").asText("primary")).orElseThrow(),
                vector.has("iterations") ? WireReading.kdf(members(vector)) : KdfParameters.STANDARD);
    }

    static SecretBinding secretBinding(JsonNode vector) {
        return new SecretBinding(
                text(vector, "organization_id"),
                uuid(vector, "secret_id"),
                SecretType.named(text(vector, "secret_type")).orElseThrow());
    }

    static Members members(JsonNode vector) {
        return new Members(vector, VaultException.Reason.BAD_ANSWER, "the vector");
    }

    /** What is there and is not a UUID in lower case can't even be said. */
    static boolean saysUpperCase(JsonNode vector) {
        return Stream.of("key_id", "secret_id")
                .filter(vector::has)
                .map(name -> text(vector, name))
                .anyMatch(id -> !id.equals(UUID.fromString(id).toString()));
    }

    static ObjectNode object(String json) {
        return (ObjectNode) Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    /** Randomness that was drawn before. */
    static SecureRandom given(byte[] bytes) {
        return new GivenBytes(bytes);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        if (items.isEmpty()) {
            throw new IllegalStateException("no such vectors");
        }
        return items.stream();
    }

    private static JsonNode load() {
        try (InputStream file = Vectors.class.getResourceAsStream("/vault/vectors.json")) {
            return Json.read(Objects.requireNonNull(file).readAllBytes()).orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class GivenBytes extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final transient ByteBuffer bytes;

        GivenBytes(byte[] bytes) {
            this.bytes = ByteBuffer.wrap(bytes);
        }

        @Override
        public void nextBytes(byte[] target) {
            bytes.get(target);
        }
    }
}
