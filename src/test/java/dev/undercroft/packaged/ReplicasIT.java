package dev.undercroft.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Two replicas of the service at one database: what one of them changes, the other one knows at its next request. */
class ReplicasIT {

    private static final String SECRET = "/v1/secrets/app/db";
    private static final String EVERYTHING =
            "secrets:read secrets:write secrets:list policies:read policies:write admin";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Path data;
    private static ExternalDatabase database;
    private static ServiceProcess one;
    private static ServiceProcess other;
    private static String superAdmin;

    private String tenant;
    private String admin;

    @BeforeAll
    static void startBoth() throws Exception {
        data = DataDirectory.make();
        database = ExternalDatabase.start();
        ServiceProcess.makeSigningKey(data);
        Map<String, String> environment = database.environment();
        environment.put("UNDERCROFT_ROOT_KEY_VALUE", ServiceProcess.rootKey(data));
        one = ServiceProcess.start(data, environment);
        other = ServiceProcess.start(data, environment);
        superAdmin = ServiceProcess.token(data, "--role", "super_admin", "--scope", "admin");
        created(one.post("/v1/identity/partners", superAdmin, "{\"id\": \"ptn_acme\", \"name\": \"Acme\"}"));
    }

    @AfterAll
    @SuppressWarnings("try")
    static void stopAll() throws Exception {
        // Closed from the last to the first, each even when another one fails.
        try (ExternalDatabase last = database;
                ServiceProcess second = one;
                ServiceProcess first = other) {
            for (ServiceProcess replica : new ServiceProcess[] {other, one}) {
                if (replica != null) {
                    replica.stop();
                }
            }
        }
    }

    @BeforeEach
    void makeTenant(TestInfo test) throws Exception {
        tenant = "tnt_" + Integer.toUnsignedString(test.getDisplayName().hashCode(), 36);
        admin = tokenOfTenant("--role", "tenant_admin", "--scope", EVERYTHING);
        created(one.post(
                "/v1/identity/tenants",
                superAdmin,
                "{\"id\": \"" + tenant + "\", \"name\": \"Acme\", \"partner_id\": \"ptn_acme\"}"));
        created(one.put(SECRET, admin, "{\"data\": {\"n\": 0}}"));
    }

    private String tokenOfTenant(String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--tenant", tenant));
        all.addAll(List.of(options));
        return ServiceProcess.token(data, all.toArray(String[]::new));
    }

    @Test
    void aPolicyHoldsAndEndsEverywhereAtOnce() throws Exception {
        String user = tokenOfTenant("--subject", "ada", "--scope", "secrets:read");
        for (ServiceProcess replica : List.of(one, other)) {
            assertThat(replica.get(SECRET, user).statusCode()).isEqualTo(403);
        }

        String policy = idOf(created(one.post(
                "/v1/policies",
                admin,
                "{\"name\": \"p\", \"rules\": [{\"path_pattern\": \"app/**\", \"permissions\": [\"read\"]}]}")));
        String bindings = "/v1/policies/" + policy + "/bindings";
        String binding =
                idOf(created(one.post(bindings, admin, "{\"identity_type\": \"user\", \"identity_id\": \"ada\"}")));

        assertThat(other.get(SECRET, user).statusCode()).isEqualTo(200);
        assertThat(one.get(SECRET, user).statusCode()).isEqualTo(200);

        assertThat(other.delete(bindings + "/" + binding, admin).statusCode()).isLessThan(300);

        assertThat(one.get(SECRET, user).statusCode()).isEqualTo(403);
        assertThat(other.get(SECRET, user).statusCode()).isEqualTo(403);
    }

    @Test
    void aRevokedTokenEndsEverywhereAtOnce() throws Exception {
        String leaked = tokenOfTenant("--role", "tenant_admin", "--scope", EVERYTHING);
        assertThat(other.get(SECRET, leaked).statusCode()).isEqualTo(200);

        assertThat(one.post("/v1/auth/revoke", admin, "{\"token\": \"" + leaked + "\"}")
                        .statusCode())
                .isLessThan(300);

        assertThat(other.get(SECRET, leaked).body()).contains("token_revoked");
        assertThat(other.put(SECRET, leaked, "{\"data\": {\"n\": 1}}").body()).contains("token_revoked");
        assertThat(other.get("/v1/secrets", leaked).body()).contains("token_revoked");
    }

    @Test
    void aDeletedAccessKeyEndsEverywhereAtOnce() throws Exception {
        String ada = tokenOfTenant("--subject", "ada", "--scope", "entries:read entries:reveal stats:read");
        JsonNode issued = JSON.readTree(created(one.post(
                        "/api/access-keys",
                        ada,
                        "{\"name\": \"ci\", \"scopes\": [\"entries:read\", \"entries:reveal\", \"stats:read\"]}"))
                .body());
        String key = issued.get("key").textValue();
        String nothing = "/api/entries/00000000-0000-4000-8000-000000000000/reveal";
        for (ServiceProcess replica : List.of(one, other)) {
            assertThat(replica.get("/api/entries", key).statusCode()).isEqualTo(200);
            assertThat(replica.post(nothing, key, "").body()).contains("ENTRY_NOT_FOUND");
        }

        assertThat(one.delete("/api/access-keys/" + issued.get("id").textValue(), ada)
                        .statusCode())
                .isEqualTo(204);

        // The other replica remembers the key and the realm's state; the reveal's own statement finds both behind.
        assertThat(other.post(nothing, key, "").body()).contains("AUTH_INVALID_KEY");
        assertThat(other.get("/api/entries", key).body()).contains("AUTH_INVALID_KEY");
        assertThat(other.get("/v1/secrets", key).body()).contains("token_invalid");
        assertThat(one.get("/api/stats", key).body()).contains("AUTH_INVALID_KEY");
    }

    @Test
    void aClosedTenantIsClosedEverywhereAtOnce() {
        assertThat(other.get(SECRET, admin).statusCode()).isEqualTo(200);

        assertThat(one.delete("/v1/identity/tenants/" + tenant + "?confirm=" + tenant, superAdmin)
                        .statusCode())
                .isLessThan(300);

        assertThat(other.get(SECRET, admin).body()).contains("tenant_access_denied");
        assertThat(other.put(SECRET, admin, "{\"data\": {\"n\": 1}}").body()).contains("tenant_access_denied");
    }

    @Test
    void writersAtBothLoseNoVersion() throws Exception {
        int writers = 40;
        var pool = Executors.newFixedThreadPool(writers);
        try {
            List<CompletableFuture<HttpResponse<String>>> writes = IntStream.range(0, writers)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> (i % 2 == 0 ? one : other).put(SECRET, admin, "{\"data\": {\"n\": " + i + "}}"),
                            pool))
                    .toList();
            var versions = new TreeSet<Integer>();
            for (var write : writes) {
                assertThat(write.join().statusCode()).isEqualTo(200);
                versions.add(JSON.readTree(write.join().body()).get("version").intValue());
            }
            assertThat(versions)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(2, writers + 1).boxed().toList());
        } finally {
            pool.shutdown();
        }
    }

    private static String idOf(HttpResponse<String> answer) throws JsonProcessingException {
        return JSON.readTree(answer.body()).get("id").textValue();
    }

    private static HttpResponse<String> created(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer;
    }
}
