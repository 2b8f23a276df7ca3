package dev.undercroft.entries;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.testing.Json;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access keys: made by people, good at every door for what their scopes say, gone at once. */
@QuarkusTest
class AccessKeysTest extends EntriesApi {

    private static final String KEYS = "/api/access-keys";
    private static final String ANOTHER_NETWORK = "127.0.0.77";

    private String id(String name) {
        return Json.of(as(alice()).get(KEYS)).findParents("name").stream()
                .filter(key -> key.get("name").textValue().equals(name))
                .map(key -> key.get("id").textValue())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aKeyIsShownOnceAndKeptAsItsDigest() throws Exception {
        clock.stopAt(Instant.parse("2026-01-15T10:00:00Z"));
        Response answer = created(as(alice())
                .body("{\"name\": \"ci\", \"scopes\": [\"entries:read\", \"entries:reveal\"],"
                        + " \"expiresAt\": \"2026-02-15T10:00:00Z\"}")
                .post(KEYS));

        String key = answer.path("key");
        String id = answer.path("id");
        String metadata = """
                {"id": "%s", "name": "ci", "keyPrefix": "%s", "scopes": ["entries:read", "entries:reveal"],
                 "expiresAt": "2026-02-15T10:00:00.000Z", "lastUsedAt": null,
                 "createdAt": "2026-01-15T10:00:00.000Z"}
                """.formatted(id, key.substring(0, 8));
        assertThat(Json.without(Json.of(answer), "key")).isEqualTo(Json.of(metadata));
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Json.of(as(alice()).get(KEYS))).isEqualTo(Json.of("[" + metadata + "]"));
        assertThat(Superuser.texts("SELECT key_digest FROM access_key WHERE id = '" + id + "'"))
                .containsExactly(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8))));
        assertThat(Superuser.texts("SELECT t::text FROM access_key t WHERE id = '" + id + "'")
                        .get(0))
                .doesNotContain(key.substring(8));
    }

    @Test
    void aKeyCanBeToldByItsForm() {
        String key = accessKey(alice(), "entries:read");

        assertThat(key).matches("uck_[A-Za-z0-9_-]{49}");
        var crc = new CRC32();
        crc.update(key.substring(0, 47).getBytes(StandardCharsets.US_ASCII));
        byte[] checksum = java.util.Base64.getUrlDecoder().decode(key.substring(47));
        assertThat(HexFormat.of().formatHex(checksum)).isEqualTo("%08x".formatted(crc.getValue()));
    }

    @Test
    void aKeyStandsForItsMakerAtEveryDoorAndInEveryHeader() {
        String entry = entry(alice(), category(alice(), SIMPLE), "p", "v");
        String key = accessKey(person("alice", ALL_SCOPES, "secrets:read"), "entries:reveal", "secrets:read");
        write(tenantAdmin(), "app/db", "password");
        grant("user", "alice", "app/*", "read");

        ok(as(key).post("/api/entries/" + entry + "/reveal"));
        ok(given().header("X-API-Key", key).post("/api/entries/" + entry + "/reveal"));
        ok(given().header("X-Auth-Key", key).post("/api/entries/" + entry + "/reveal"));
        ok(as(key).get("/v1/secrets/app/db"));
        ok(given().header("X-API-Key", alice()).get("/api/entries"));
        Response whoami = ok(as(key).get("/v1/auth/whoami"));
        assertThat(whoami.<String>path("identity_id")).isEqualTo("user:alice");
        assertThat(whoami.<String>path("tenant_id")).isEqualTo(tenant);
        assertThat(whoami.<List<String>>path("scopes")).containsExactly("entries:reveal", "secrets:read");
        assertThat(Json.of(whoami).get("token_expires_at").isNull()).isTrue();
    }

    @Test
    void aKeyDoesNothingBeyondItsScopesAndHasNoRole() {
        String key = accessKey(
                dev.undercroft.testing.TokenBuilder.token(clock)
                        .tenant(tenant)
                        .role("tenant_admin")
                        .scope(ALL_SCOPES, "secrets:read")
                        .sign(),
                "entries:read",
                "secrets:read");
        write(tenantAdmin(), "app/db", "password");

        ok(as(key).get("/api/entries"));
        assertThat(refused(as(key).get("/api/categories"), 403, "AUTH_SCOPE_REQUIRED"))
                .contains("categories:read");
        assertThat(as(key).get("/v1/secrets/app/db").<String>path("error.code")).isEqualTo("access_denied");
    }

    @Test
    void onlyPeopleManageKeys() {
        String key = accessKey(alice(), "entries:read");
        String id = id("ci");
        String body = "{\"name\": \"more\", \"scopes\": [\"entries:read\"]}";

        for (String credential : List.of(key, application("alice", ALL_SCOPES))) {
            refused(as(credential).get(KEYS), 403, "AUTH_SCOPE_REQUIRED");
            refused(as(credential).body(body).post(KEYS), 403, "AUTH_SCOPE_REQUIRED");
            refused(as(credential).delete(KEYS + "/" + id), 403, "AUTH_SCOPE_REQUIRED");
            refused(as(credential).delete("/api/account/data"), 403, "AUTH_SCOPE_REQUIRED");
        }
        refused(given().get(KEYS), 401, "AUTH_REQUIRED");
    }

    @Test
    void aKeyHasNoScopeThatTheTokenLacks() {
        String limited = person("alice", "entries:read");

        String message = refused(
                as(limited)
                        .body("{\"name\": \"k\", \"scopes\": [\"entries:read\", \"entries:reveal\"]}")
                        .post(KEYS),
                403,
                "AUTH_SCOPE_REQUIRED");

        assertThat(message).contains("entries:reveal");
        assertThat(Json.of(as(limited).get(KEYS))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": \"k\"}",
                "{\"name\": \"k\", \"scopes\": []}",
                "{\"name\": \"\", \"scopes\": [\"entries:read\"]}",
                "{\"name\": \"k\", \"scopes\": [\"entries:everything\"]}",
                "{\"name\": \"k\", \"scopes\": [null]}",
                "{\"name\": \"k\", \"scopes\": \"entries:read\"}",
                "{\"name\": \"k\", \"scopes\": [\"entries:read\"], \"expiresAt\": \"2020-01-01T00:00:00Z\"}",
                "{\"name\": \"k\", \"scopes\": [\"entries:read\"], \"expiresAt\": \"tomorrow\"}",
                "{\"name\": \"k\", \"scopes\": [\"entries:read\"], \"expiresAt\": 7}"
            })
    void whatIsNoKeyIsRefused(String body) {
        refused(as(alice()).body(body).post(KEYS), 400, "VALIDATION_ERROR");
    }

    @Test
    void aDeletedKeyEndsAtOnceAndOnlyItsOwnerDeletesIt() {
        String key = accessKey(alice(), "entries:read");
        ok(as(key).get("/api/entries"));
        String id = id("ci");

        refused(as(person("bob", ALL_SCOPES)).delete(KEYS + "/" + id), 404, "ACCESS_KEY_NOT_FOUND");
        refused(as(alice()).delete(KEYS + "/none"), 404, "ACCESS_KEY_NOT_FOUND");
        ok(as(key).get("/api/entries"));
        gone(as(alice()).delete(KEYS + "/" + id));

        refused(as(key).get("/api/entries"), 401, "AUTH_INVALID_KEY");
        refused(as(key).get("/api/entries"), 401, "AUTH_INVALID_KEY");
        refused(as(alice()).delete(KEYS + "/" + id), 404, "ACCESS_KEY_NOT_FOUND");
        assertThat(Json.of(as(alice()).get(KEYS))).isEmpty();
    }

    @Test
    void anExpiredKeyAnswersLikeAnUnknownOne() {
        Instant now = clock.instant();
        String key = created(as(alice())
                        .body("{\"name\": \"k\", \"scopes\": [\"entries:read\"], \"expiresAt\": \""
                                + now.plus(Duration.ofMinutes(5)).toString().substring(0, 19) + "Z\"}")
                        .post(KEYS))
                .path("key");
        ok(as(key).get("/api/entries"));

        clock.stopAt(now.plus(Duration.ofMinutes(6)));

        Response expired = as(key).get("/api/entries");
        Response unknown =
                as("uck_" + "A".repeat(43) + checksum("uck_" + "A".repeat(43))).get("/api/entries");
        assertThat(refused(expired, 401, "AUTH_INVALID_KEY")).isEqualTo(refused(unknown, 401, "AUTH_INVALID_KEY"));
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.nio.ByteBuffer.allocate(4)
                        .putInt((int) crc.getValue())
                        .array());
    }

    @Test
    void theLastUseIsWrittenBehindTheRequestEvenOfOneThatItsScopeRefuses() throws Exception {
        String key = accessKey(alice(), "entries:read");
        refused(as(key).get("/api/categories"), 403, "AUTH_SCOPE_REQUIRED");

        JsonNode lastUsedAt = Json.of("null");
        for (int tries = 0; tries < 100 && lastUsedAt.isNull(); tries++) {
            Thread.sleep(50);
            lastUsedAt = Json.of(as(alice()).get(KEYS)).get(0).get("lastUsedAt");
        }
        assertThat(lastUsedAt.isTextual()).isTrue();
    }

    @Test
    void anAdministratorCanAskAboutALeakedKeyAndRevokeIt() {
        String key = accessKey(alice(), "entries:read");
        ok(as(key).get("/api/entries"));
        String question = "{\"token\": \"" + key + "\"}";

        JsonNode state = Json.of(ok(as(tenantAdmin()).body(question).post("/v1/auth/introspect")));
        assertThat(state.get("active").booleanValue()).isTrue();
        assertThat(state.get("identity_id").textValue()).isEqualTo("user:alice");
        ok(as(tenantAdmin()).body(question).post("/v1/auth/revoke"));

        refused(as(key).get("/api/entries"), 401, "AUTH_INVALID_KEY");
        assertThat(Json.of(as(alice()).get(KEYS))).isEmpty();
        assertThat(Json.of(as(tenantAdmin()).body(question).post("/v1/auth/introspect"))
                        .get("active")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void revokingATokenEndsTheKeysThatItMade() {
        String stolen = person("alice", ALL_SCOPES);
        String made = accessKey(stolen, "entries:read");
        String other = accessKey(alice(), "entries:read");
        ok(as(made).get("/api/entries"));

        ok(as(tenantAdmin()).body("{\"token\": \"" + stolen + "\"}").post("/v1/auth/revoke"));

        refused(as(made).get("/api/entries"), 401, "AUTH_INVALID_KEY");
        ok(as(other).get("/api/entries"));
    }

    @Test
    void anAdministratorEndsAllKeysOfSomebodyWhoLeaves() {
        String first = accessKey(alice(), "entries:read");
        String second = accessKey(alice(), "entries:read");
        String bobs = accessKey(person("bob", ALL_SCOPES), "entries:read");
        ok(as(first).get("/api/entries"));

        ok(as(tenantAdmin()).body("{\"identity_id\": \"user:alice\"}").post("/v1/auth/revoke"));

        refused(as(first).get("/api/entries"), 401, "AUTH_INVALID_KEY");
        refused(as(second).get("/api/entries"), 401, "AUTH_INVALID_KEY");
        ok(as(bobs).get("/api/entries"));
        for (String body : List.of("{}", "{\"token\": \"x\", \"identity_id\": \"user:alice\"}")) {
            assertThat(as(tenantAdmin()).body(body).post("/v1/auth/revoke").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void nobodyHasMoreThanAHundredKeys() {
        for (int i = 0; i < 100; i++) {
            accessKey(alice(), "entries:read");
        }

        String message = refused(
                as(alice())
                        .body("{\"name\": \"k\", \"scopes\": [\"entries:read\"]}")
                        .post(KEYS),
                400,
                "VALIDATION_ERROR");

        assertThat(message).contains("100");
    }

    @Test
    void usesOfARevokedKeyStandInTheTrailUnderItsOwner() {
        String key = accessKey(alice(), "entries:read");
        ok(as(key).get("/api/entries"));
        String id = id("ci");
        gone(as(alice()).delete(KEYS + "/" + id));

        refused(as(key).get("/api/entries"), 401, "AUTH_INVALID_KEY");

        assertThat(Superuser.texts("SELECT identity_id FROM audit_event WHERE credential_id = '" + id
                        + "' AND code = 'token_invalid'"))
                .containsExactly("user:alice");
    }

    @Test
    void ofTwoWhoDeleteAKeyAtOnceOneFindsItGone() {
        for (int i = 0; i < 10; i++) {
            accessKey(alice(), "entries:read");
            String id = id("ci");
            var first = CompletableFuture.supplyAsync(() -> as(alice()).delete(KEYS + "/" + id));
            Response second = as(alice()).delete(KEYS + "/" + id);

            assertThat(List.of(first.join().statusCode(), second.statusCode())).containsExactlyInAnyOrder(204, 404);
        }
    }

    @Test
    void aClosedTenantsKeysEnd() {
        String key = accessKey(alice(), "entries:read");
        ok(as(key).get("/api/entries"));

        ok(as(superAdmin()).delete("/v1/identity/tenants/" + tenant + "?confirm=" + tenant));

        refused(as(key).get("/api/entries"), 403, "AUTH_SCOPE_REQUIRED");
    }

    @Test
    void theTrailSaysWhichKeyWasUsedAndHoldsItsManagement() {
        String key = accessKey(alice(), "entries:read");
        String id = id("ci");
        ok(as(key).get("/api/entries"));
        gone(as(alice()).delete(KEYS + "/" + id));

        List<String> events = Superuser.texts("SELECT action || ' ' || coalesce(secret_path, '-') || ' ' || identity_id"
                + " || ' ' || (credential_id = '" + id + "') FROM audit_event WHERE realm_id = '" + tenant
                + "' ORDER BY occurred_at, id");
        assertThat(events)
                .contains(
                        "access_key_create /api/access-keys/" + id + " user:alice false",
                        "access_key_read /api/access-keys user:alice false",
                        "list /api/entries user:alice true",
                        "access_key_delete /api/access-keys/" + id + " user:alice false");
    }

    @Test
    void guessingIsRecordedAndSlowedDown() throws IOException {
        String guess = "uck_" + "B".repeat(43) + checksum("uck_" + "B".repeat(43));
        var answers = new TreeMap<String, Integer>();
        clock.stopAt(clock.instant());
        // The limit of a network is 600 a minute.
        for (int i = 0; i < 700 && !answers.containsKey("429"); i++) {
            answers.merge(statusFromAnotherNetwork(guess), 1, Integer::sum);
        }

        assertThat(answers.keySet()).containsExactly("401", "429");
        assertThat(answers.get("401")).isGreaterThan(500);
        assertThat(Superuser.texts(
                        "SELECT DISTINCT identity_id || ' ' || code FROM audit_event WHERE realm_id = 'system'"
                                + " AND source_ip = '" + ANOTHER_NETWORK + "'"))
                .containsExactly("unknown token_invalid");
        ok(as(alice()).get("/api/entries"));
        // From there a key that has to be looked up is not, but one that is remembered is as good as before.
        String unknownHere = accessKey(alice(), "entries:read");
        assertThat(statusFromAnotherNetwork(unknownHere)).isEqualTo("429");
        ok(as(unknownHere).get("/api/entries"));
        assertThat(statusFromAnotherNetwork(unknownHere)).isEqualTo("200");
    }

    /** Asks from an address of its own, since other tests would find this one's limit spent. */
    private static String statusFromAnotherNetwork(String key) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(ANOTHER_NETWORK, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
            String request = "GET /api/entries HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.split(" ")[1];
        }
    }
}
