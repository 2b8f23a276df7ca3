package dev.undercroft.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a service keeps of one organisation, and its rules. Thread safe. */
final class FakeState {

    /** A status with JSON or {@code null}. */
    record Answer(int status, JsonNode body) {}

    private static final String NOW = "2026-01-02T03:04:05Z";

    private final String organization;
    private String vaultId = "";
    private int format = 1;
    private boolean describesFormat = true;
    private ObjectNode kdf = WireWriting.kdf(KdfParameters.STANDARD);
    private final Map<String, ObjectNode> keys = new LinkedHashMap<>();
    private final Map<String, ObjectNode> secrets = new LinkedHashMap<>();
    private final List<ObjectNode> rules = new ArrayList<>();

    FakeState(String organization) {
        this.organization = organization;
    }

    String organization() {
        return organization;
    }

    /** A state of its own with the same content. */
    synchronized FakeState copy() {
        FakeState copy = new FakeState(organization);
        copy.restore(this);
        return copy;
    }

    /** Goes back, or over, to another state. */
    synchronized void restore(FakeState other) {
        vaultId = other.vaultId;
        format = other.format;
        describesFormat = other.describesFormat;
        kdf = other.kdf;
        keys.clear();
        other.keys.forEach((id, key) -> keys.put(id, key.deepCopy()));
        secrets.clear();
        other.secrets.forEach((id, secret) -> secrets.put(id, secret.deepCopy()));
    }

    /** As services of this API that know no format. */
    synchronized void describeNoFormat() {
        describesFormat = false;
    }

    synchronized void deleteVault() {
        vaultId = "";
        keys.clear();
        secrets.clear();
        rules.clear();
    }

    synchronized ObjectNode secret(UUID id) {
        return secrets.get(id.toString()).deepCopy();
    }

    synchronized void putSecret(ObjectNode secret) {
        secrets.put(secret.path("id").asText(), secret.deepCopy());
    }

    synchronized List<String> wrappedKeys() {
        return keys.values().stream()
                .map(key -> key.path("wrapped_org_encryption_key").asText())
                .toList();
    }

    synchronized List<String> proofs() {
        return keys.values().stream().map(key -> key.path("auth_hash").asText()).toList();
    }

    /** Everything that is kept, for looking whether a secret is among it. */
    synchronized String everything() {
        return keys + " " + secrets + " " + rules;
    }

    synchronized Answer answer(String route, String path, String query, ObjectNode body) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        return switch (route) {
            case "GET /api/whoami" ->
                new Answer(200, Json.object().put("auth_type", "api_key").put("organization_id", organization));
            case "POST /initialize" -> initialize(body);
            case "GET /info" -> vaultId.isEmpty() ? refused(404, "no vault") : new Answer(200, info());
            case "GET /unlock" -> unlock(query.replace("auth_hash=", ""));
            case "GET /keys" -> new Answer(200, list(keys.values(), FakeState::keyMetadata));
            case "PUT /keys/primary" -> replace(body);
            case "DELETE /keys/*" -> revoke(last);
            case "POST /secrets" -> create(body);
            case "GET /secrets" -> new Answer(200, list(matching(query), FakeState::metadata));
            case "GET /secrets/*" -> found(last, secret -> new Answer(200, secret.deepCopy()));
            case "PATCH /secrets/*" -> found(last, secret -> change(secret, body));
            case "DELETE /secrets/*" -> found(last, secret -> gone(secrets.remove(last)));
            case "POST /secrets/*/access" ->
                grant(path.split("/")[2], body.path("identity_id").asText());
            case "GET /secrets/*/access" -> new Answer(200, list(rules, rule -> rule));
            case "DELETE /secrets/*/access/*" ->
                rules.removeIf(rule -> rule.path("identity_id").asText().equals(last))
                        ? new Answer(204, null)
                        : refused(404, "no rule");
            default -> refused(404, "no route " + route);
        };
    }

    static Answer refused(int status, String detail) {
        return new Answer(status, Json.object().put("detail", detail));
    }

    private Answer initialize(ObjectNode body) {
        if (!vaultId.isEmpty()) {
            return refused(409, "there is a vault");
        }
        if (body.path("recovery_keys").size() != 4) {
            return refused(422, "four recovery keys");
        }
        format = body.path("payload_format").asInt(1);
        kdf = body.has("kdf") ? (ObjectNode) body.get("kdf") : WireWriting.kdf(KdfParameters.STANDARD);
        vaultId = UUID.randomUUID().toString();
        keep((ObjectNode) body.get("vault_key"));
        body.path("recovery_keys").forEach(key -> keep((ObjectNode) key));
        return new Answer(
                201,
                Json.object()
                        .put("vault_id", vaultId)
                        .put("vault_key_id", body.path("vault_key").path("id").asText())
                        .put("recovery_key_count", 4));
    }

    private void keep(ObjectNode key) {
        int bytes = Base64.getDecoder()
                .decode(key.path("wrapped_org_encryption_key").asText())
                .length;
        if (bytes != (format == 1 ? 60 : 64) || key.has("change_auth_hash") != (format == 2)) {
            throw new IllegalStateException("key material of another format");
        }
        keys.put(key.path("id").asText(), key);
    }

    private ObjectNode info() {
        ObjectNode info = Json.object()
                .put("id", vaultId)
                .put("organization_id", organization)
                .put("created_at", NOW)
                .put("updated_at", NOW)
                .put("key_count", 1)
                .put("secret_count", secrets.size())
                .put("recovery_key_count", keys.size() - 1);
        if (describesFormat) {
            info.put("payload_format", format).set("kdf", kdf);
        }
        return info;
    }

    private Answer unlock(String proof) {
        ObjectNode answer = Json.object().putNull("wrapped_org_encryption_key").putNull("wrapped_org_encryption_keys");
        ArrayNode delivered = answer.putArray("encrypted_secrets");
        for (ObjectNode key : keys.values()) {
            if (key.path("auth_hash").asText().equals(proof)) {
                answer.put(
                        "wrapped_org_encryption_key",
                        key.path("wrapped_org_encryption_key").asText());
                secrets.values().forEach(secret -> delivered.add(secret.deepCopy()));
            }
        }
        return new Answer(200, answer);
    }

    private Answer replace(ObjectNode body) {
        boolean recovery = body.has("recovery_auth_hash");
        if (recovery == body.has("current_auth_hash")) {
            return refused(400, "exactly one proof");
        }
        String type = recovery ? "recovery" : "primary";
        String proof =
                body.path(recovery ? "recovery_auth_hash" : "current_auth_hash").asText();
        ObjectNode proved = keys.values().stream()
                .filter(key -> key.path("key_type").asText().equals(type)
                        && changeProof(key).equals(proof))
                .findFirst()
                .orElse(null);
        if (proved == null) {
            return refused(403, "wrong proof");
        }
        keys.values()
                .removeIf(key -> key == proved || key.path("key_type").asText().equals("primary"));
        ObjectNode material = body.deepCopy();
        material.remove(List.of("current_auth_hash", "recovery_auth_hash"));
        keep(material.put("key_type", "primary"));
        return new Answer(200, keyMetadata(material));
    }

    private Answer revoke(String proof) {
        for (ObjectNode key : keys.values()) {
            if (changeProof(key).equals(proof)) {
                return key.path("key_type").asText().equals("primary")
                        ? refused(409, "the last vault key")
                        : gone(keys.remove(key.path("id").asText()));
            }
        }
        return refused(404, "no such key");
    }

    private String changeProof(ObjectNode key) {
        return key.path(format == 1 ? "auth_hash" : "change_auth_hash").asText();
    }

    private Answer create(ObjectNode body) {
        if (secrets.containsKey(body.path("id").asText())) {
            return refused(409, "there is such a secret");
        }
        if (format == 2 && version(body) != 1) {
            return refused(422, "the first version is 1");
        }
        ObjectNode secret = body.deepCopy();
        secret.put("created_at", NOW)
                .put("updated_at", NOW)
                .put("status", "active")
                .putArray("access");
        if (!secret.has("description")) {
            secret.putNull("description");
        }
        secrets.put(secret.path("id").asText(), secret);
        return new Answer(201, metadata(secret));
    }

    private Answer change(ObjectNode secret, ObjectNode body) {
        if (format == 2 && !body.isEmpty()) {
            if (!body.has("encrypted_payload")) {
                return refused(422, "a name is sealed");
            }
            if (version(body) != version(secret) + 1) {
                return refused(409, "changed by somebody else");
            }
        }
        secret.setAll(body);
        return new Answer(200, metadata(secret));
    }

    private static long version(ObjectNode secret) {
        byte[] sealed =
                Base64.getDecoder().decode(secret.path("encrypted_payload").asText());
        if (!Arrays.equals(Arrays.copyOf(sealed, 4), new byte[] {0x55, 0x56, 2, 0x50})) {
            throw new IllegalStateException("no payload of format 2");
        }
        return ByteBuffer.wrap(sealed).getLong(4);
    }

    private Answer grant(String secretId, String identityId) {
        ObjectNode rule = Json.object()
                .put("id", UUID.randomUUID().toString())
                .put("vault_secret_id", secretId)
                .put("identity_id", identityId)
                .put("created_at", "2026-01-02T04:04:05.123456+01:00");
        rules.add(rule);
        return new Answer(201, rule);
    }

    private Answer found(String id, Function<ObjectNode, Answer> step) {
        return secrets.containsKey(id) ? step.apply(secrets.get(id)) : refused(404, "no such secret");
    }

    private static Answer gone(ObjectNode removed) {
        return removed == null ? refused(404, "gone") : new Answer(204, null);
    }

    private List<ObjectNode> matching(String query) {
        String type = query.replace("secret_type=", "");
        return secrets.values().stream()
                .filter(secret ->
                        type.isEmpty() || secret.path("secret_type").asText().equals(type))
                .toList();
    }

    private static ObjectNode metadata(ObjectNode secret) {
        ObjectNode metadata = secret.deepCopy();
        metadata.remove("encrypted_payload");
        return metadata;
    }

    private static ObjectNode keyMetadata(ObjectNode key) {
        return Json.object()
                .put("id", key.path("id").asText())
                .put("key_type", key.path("key_type").asText())
                .putNull("created_by")
                .put("created_at", NOW)
                .put("updated_at", NOW);
    }

    private static ArrayNode list(Collection<ObjectNode> items, UnaryOperator<ObjectNode> shown) {
        ArrayNode list = Json.array();
        items.forEach(item -> list.add(shown.apply(item)));
        return list;
    }
}
