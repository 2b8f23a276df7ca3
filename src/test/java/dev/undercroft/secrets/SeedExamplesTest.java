package dev.undercroft.secrets;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Every example of the contract, "Managing Secrets", with its own JSON: what a client written from that page sends, and
 * what it is shown.
 */
@QuarkusTest
class SeedExamplesTest extends ApiTest {

    private static final String SALESFORCE = "/v1/secrets/environments/production/salesforce/api-credentials";
    private static final String PASSWORD = "/v1/secrets/app/db/password";
    private static final Instant NOW = Instant.parse("2026-04-23T14:00:00Z");
    private static final Duration A_QUARTER = Duration.ofSeconds(7_776_000);

    @Test
    void readASecret() {
        clock.stopAt(NOW);
        putSalesforce("write-request-of-the-clients.json", 201);

        Response answer = curl(tenantAdmin()).get(SALESFORCE);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.of(answer).get("data"))
                .isEqualTo(seed("write-request-of-the-clients.json").get("data"));
        assertThat(answer.<String>path("data.client_id")).isEqualTo("3MVG9...");
    }

    @Test
    void readASpecificVersion() {
        put(SALESFORCE, "{\"data\": {\"n\": 1}}");
        put(SALESFORCE, "{\"data\": {\"n\": 2}}");
        put(SALESFORCE, "{\"data\": {\"n\": 3}}");

        Response answer = curl(tenantAdmin()).get(SALESFORCE + "?version=2");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<Integer>path("version")).isEqualTo(2);
        assertThat(answer.<Integer>path("data.n")).isEqualTo(2);
    }

    @Test
    void writeANewSecret() {
        clock.stopAt(NOW);
        makeRotationPolicy(tenant, "rot_quarterly", A_QUARTER, Duration.ofHours(48));

        Response answer = putSalesforce("write-request.json", 201);

        assertThat(Json.of(answer)).isEqualTo(seed("write-created.json"));
    }

    @Test
    void writeAnUpdate() {
        clock.stopAt(NOW);
        putSalesforce("write-request-of-the-clients.json", 201);
        putSalesforce("write-request-of-the-clients.json", 200);
        putSalesforce("write-request-of-the-clients.json", 200);

        Response answer = putSalesforce("write-request-of-the-clients.json", 200);

        assertThat(Json.of(answer)).isEqualTo(seed("write-updated.json"));
    }

    @Test
    void updateMetadata() {
        clock.stopAt(NOW);
        put(
                PASSWORD,
                "{\"data\": {\"password\": \"p\"}, \"metadata\": {\"owner\": \"team:db\", \"tags\": [\"postgres\"]}}");
        clock.advance(Duration.ofHours(1));

        Response answer = sent("patch-request.json").patch(PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.of(answer).get("metadata"))
                .isEqualTo(Json.of("{\"owner\": \"team:db\", \"tags\": [\"postgres\", \"production\", \"critical\"]}"));
        assertThat(answer.<Integer>path("current_version")).isEqualTo(1);
        assertThat(answer.<String>path("updated_at")).isEqualTo("2026-04-23T14:00:00Z");
    }

    @Test
    void listSecrets() {
        makeListOfTheSeed();

        Response answer = curl(tenantAdmin()).get("/v1/secrets?prefix=environments/production/&limit=1");

        // The cursor is opaque; all the rest is the seed's.
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("cursor")).isNotEmpty();
        assertThat(Json.without(Json.of(answer), "cursor")).isEqualTo(Json.without(seed("list.json"), "cursor"));
    }

    @Test
    void listAllPagesAsTheSampleClientDoes() {
        makeListOfTheSeed();
        String listing = "/v1/secrets?prefix=environments/production/";
        List<String> paths = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();

        JsonNode page = Json.of(curl(tenantAdmin()).get(listing + "&limit=50"));
        collect(page, paths, pages);
        while (page.get("has_more").booleanValue()) {
            page = Json.of(curl(tenantAdmin())
                    .queryParam("cursor", page.get("cursor").textValue())
                    .get(listing));
            collect(page, paths, pages);
        }

        assertThat(pages).containsExactly(50, 50, 27);
        assertThat(paths).hasSize(127).doesNotHaveDuplicates().isSorted();
        assertThat(page.get("cursor").isNull()).isTrue();
    }

    @Test
    void listSecretVersions() {
        makePasswordOfTheSeed();

        Response answer = curl(tenantAdmin()).get(PASSWORD + "/versions");

        JsonNode shown = Json.of(answer);
        JsonNode expected = seed("versions.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(shown.get("path")).isEqualTo(expected.get("path"));
        assertThat(shown.get("versions")).hasSameSizeAs(expected.get("versions"));
        for (int i = 0; i < expected.get("versions").size(); i++) {
            JsonNode row = shown.get("versions").get(i);
            JsonNode sample = expected.get("versions").get(i);
            assertThat(Json.without(row, "created_at")).isEqualTo(Json.without(sample, "created_at"));
            // The seed cuts the times.
            assertThat(row.get("created_at").textValue())
                    .startsWith(sample.get("created_at").textValue().replace("...", ""));
        }
    }

    @Test
    void readMetadataOnly() {
        makeRotationPolicy(tenant, "rot_quarterly", A_QUARTER, Duration.ofHours(48));
        makePasswordOfTheSeed();
        patch("{\"metadata\": {\"description\": \"PostgreSQL production password\", \"tags\": [\"postgres\","
                + " \"production\"]}, \"options\": {\"rotation_policy_id\": \"rot_quarterly\"}}");
        clock.stopAt(Instant.parse("2026-04-23T10:15:00Z"));
        String token = tenantAdmin();
        for (int i = 0; i < 1547; i++) {
            assertThat(curl(token).get(PASSWORD).statusCode()).isEqualTo(200);
        }
        clock.stopAt(NOW);

        Response answer = curl(tenantAdmin()).get("/v1/secrets/metadata/app/db/password");

        // Type and expiry are ours (section 1.11); the next rotation is exactly 90 days after the last, where the
        // seed's sample shows a rounded one.
        ObjectNode expected = (ObjectNode) seed("metadata.json");
        ((ObjectNode) expected.get("rotation_policy")).put("next_rotation", "2026-07-19T14:22:00Z");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.without(Json.of(answer), "secret_type", "expires_at")).isEqualTo(expected);
    }

    @Test
    void deleteASecretSoftly() {
        clock.stopAt(NOW);
        put(PASSWORD, "{\"data\": {\"password\": \"p\"}}");

        Response answer = curl(tenantAdmin()).delete(PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.of(answer))
                .isEqualTo(Json.of("{\"path\": \"app/db/password\", \"version_count\": 1, \"deleted_by\":"
                        + " \"user:alice\", \"permanent\": false, \"recoverable_until\": \"2026-05-23T14:00:00Z\"}"));
        assertThat(curl(tenantAdmin()).get(PASSWORD).statusCode()).isEqualTo(404);
    }

    @Test
    void deleteASecretPermanently() {
        put(PASSWORD, "{\"data\": {\"password\": \"p\"}}");

        Response answer = curl(tenantAdmin()).delete(PASSWORD + "?permanent=true");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<Boolean>path("permanent")).isTrue();
        assertThat(answer.asString()).doesNotContain("recoverable_until");
        assertThat(put(PASSWORD, "{\"data\": {\"password\": \"q\"}}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void deleteOnlyASpecificVersion() {
        put(PASSWORD, "{\"data\": {\"n\": 1}}");
        put(PASSWORD, "{\"data\": {\"n\": 2}}");
        put(PASSWORD, "{\"data\": {\"n\": 3}}");

        Response answer = curl(tenantAdmin()).delete(PASSWORD + "?version=2");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(curl(tenantAdmin()).get(PASSWORD + "?version=2").<String>path("error.code"))
                .isEqualTo("version_not_found");
        assertThat(curl(tenantAdmin()).get(PASSWORD + "?version=1").statusCode())
                .isEqualTo(200);
        assertThat(curl(tenantAdmin()).get(PASSWORD).<Integer>path("version")).isEqualTo(3);
    }

    @Test
    void restoreASoftDeletedSecret() {
        put(PASSWORD, "{\"data\": {\"password\": \"p\"}}");
        curl(tenantAdmin()).delete(PASSWORD);

        Response answer = curl(tenantAdmin()).post(PASSWORD + "/restore");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(curl(tenantAdmin()).get(PASSWORD).<String>path("data.password"))
                .isEqualTo("p");
    }

    @Test
    void rotateASecret() {
        clock.stopAt(NOW);
        put(PASSWORD, "{\"data\": {\"password\": \"old\"}}");

        Response answer = sent("rotate-request.json").post(PASSWORD + "/rotate");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.of(answer))
                .isEqualTo(Json.of("{\"path\": \"app/db/password\", \"version\": 2, \"previous_version\": 1,"
                        + " \"rotated_at\": \"2026-04-23T14:00:00Z\", \"grace_period_ends\": \"2026-04-23T15:00:00Z\","
                        + " \"reason\": \"Suspected compromise\"}"));
        assertThat(curl(tenantAdmin()).get(PASSWORD).<String>path("data.password"))
                .isEqualTo("new-strong-password");
        assertThat(curl(tenantAdmin()).get(PASSWORD + "?version=1").<String>path("data.password"))
                .isEqualTo("old");
        clock.advance(Duration.ofHours(1));
        assertThat(curl(tenantAdmin()).get(PASSWORD + "?version=1").<String>path("error.code"))
                .isEqualTo("version_not_found");
    }

    @Test
    void findExpiringSecrets() {
        clock.stopAt(NOW);
        put(
                "/v1/secrets/test/oauth-token",
                "{\"data\": {\"token\": \"t\"}, \"options\": {\"expires_at\": \"2026-05-02T00:00:00Z\"}}");

        Response answer = curl(tenantAdmin()).get("/v1/secrets/expiring?days=30");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.of(answer)).isEqualTo(seed("expiring.json"));
    }

    @Test
    void shareAPartnersSecret() {
        Response written = as(partnerAdmin())
                .body(Json.text(SeedExamplesTest.class, "seed/partner-write-request.json"))
                .put("/v1/partner/secrets/shared/trust-anchor");

        Response read = curl(user("carol").scope("secrets:read").sign()).get("/v1/partner/secrets/shared/trust-anchor");

        assertThat(written.statusCode()).isEqualTo(201);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.<String>path("data.cert_pem")).isEqualTo("...");
        assertThat(read.<String>path("secret_type")).isEqualTo("certificate");
    }

    @Test
    void onlyPartnerAdminsWriteAPartnersSecret() {
        Response answer = as(tenantAdmin())
                .body(Json.text(SeedExamplesTest.class, "seed/partner-write-request.json"))
                .put("/v1/partner/secrets/shared/trust-anchor");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.<String>path("error.code")).isEqualTo("access_denied");
    }

    @Test
    void actAsATenantOfThePartner() {
        String acmeDev = "tnt_acme_dev_" + unique().substring(0, 8);
        makeTenant(acmeDev, partner);
        as(tenantAdmin(acmeDev)).body("{\"data\": {\"password\": \"p\"}}").put(PASSWORD);

        Response answer = curl(partnerAdmin()).get("/v1/t/" + acmeDev + "/secrets/app/db/password");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("data.password")).isEqualTo("p");
        JsonNode entry = Json.of(curl(tenantAdmin(acmeDev)).get("/v1/audit/logs?action=read"))
                .get("logs")
                .get(0);
        assertThat(entry.get("identity_id").textValue()).isEqualTo("user:alice");
        assertThat(entry.get("actor_partner_id").textValue()).isEqualTo(partner);
        assertThat(entry.get("tenant_id").textValue()).isEqualTo(acmeDev);
    }

    /** The seven codes of the last table. */
    @Nested
    class CommonErrorCodes {

        @Test
        void secretNotFoundWhenThePathDoesNotExistInThisTenant() {
            assertThat(code(curl(tenantAdmin()).get(PASSWORD))).isEqualTo("404 secret_not_found");
        }

        @Test
        void secretExistsForASoftDeletedPathInItsRetentionWindow() {
            put(PASSWORD, "{\"data\": {}}");
            curl(tenantAdmin()).delete(PASSWORD);

            assertThat(code(put(PASSWORD, "{\"data\": {}}"))).isEqualTo("409 secret_exists");
        }

        @Test
        void versionNotFoundWhenItAgedOut() {
            put(PASSWORD, "{\"data\": {}, \"options\": {\"max_versions\": 1}}");
            put(PASSWORD, "{\"data\": {}}");

            assertThat(code(curl(tenantAdmin()).get(PASSWORD + "?version=1"))).isEqualTo("404 version_not_found");
        }

        @Test
        void versionNotFoundWhenItDoesNotExist() {
            put(PASSWORD, "{\"data\": {}}");

            assertThat(code(curl(tenantAdmin()).get(PASSWORD + "?version=2"))).isEqualTo("404 version_not_found");
        }

        @Test
        void invalidPathForAFormatViolation() {
            assertThat(code(put("/v1/secrets/App/db", "{\"data\": {}}"))).isEqualTo("400 invalid_path");
        }

        @Test
        void versionConflictWhenSomebodyElseWroteMeanwhile() {
            put(PASSWORD, "{\"data\": {}}");
            put(PASSWORD, "{\"data\": {}}");

            Response answer = as(tenantAdmin())
                    .header("If-Match", "\"1\"")
                    .body("{\"data\": {}}")
                    .put(PASSWORD);

            assertThat(code(answer)).isEqualTo("412 version_conflict");
        }

        @Test
        void accessDeniedWhenNoPolicyPermitsTheAction() {
            put(PASSWORD, "{\"data\": {}}");

            assertThat(code(curl(user("bob").scope("secrets:read").sign()).get(PASSWORD)))
                    .isEqualTo("403 access_denied");
        }

        @Test
        void secretExpiredWhenItsTimeHasPassed() {
            put(PASSWORD, "{\"data\": {}, \"options\": {\"expires_in\": \"1h\"}}");
            clock.advance(Duration.ofHours(1));

            assertThat(code(curl(tenantAdmin()).get(PASSWORD))).isEqualTo("410 secret_expired");
        }
    }

    private static String code(Response answer) {
        return answer.statusCode() + " " + answer.path("error.code");
    }

    private static JsonNode seed(String name) {
        return Json.file(SeedExamplesTest.class, "seed/" + name);
    }

    /** What curl sends of itself: no body, no content type. */
    private static RequestSpecification curl(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private RequestSpecification sent(String request) {
        return as(tenantAdmin()).body(Json.text(SeedExamplesTest.class, "seed/" + request));
    }

    private Response putSalesforce(String request, int status) {
        Response answer = sent(request).put(SALESFORCE);
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer;
    }

    private Response put(String path, String body) {
        return as(tenantAdmin()).body(body).put(path);
    }

    private void patch(String body) {
        assertThat(as(tenantAdmin()).body(body).patch(PASSWORD).statusCode()).isEqualTo(200);
    }

    private static void collect(JsonNode page, List<String> paths, List<Integer> pages) {
        page.get("secrets").forEach(row -> paths.add(row.get("path").textValue()));
        pages.add(page.get("secrets").size());
    }

    /** Three versions, of January, March and April. */
    private void makePasswordOfTheSeed() {
        for (String time : List.of("2026-01-01T12:00:00Z", "2026-03-15T09:00:00Z")) {
            clock.stopAt(Instant.parse(time));
            put(PASSWORD, "{\"data\": {\"password\": \"p\"}}");
        }
        clock.stopAt(Instant.parse("2026-04-20T14:22:00Z"));
        as(tenantAdmin())
                .body("{\"new_value\": {\"password\": \"p\"}, \"grace_period\": \"90d\"}")
                .post(PASSWORD + "/rotate")
                .then()
                .statusCode(200);
    }

    /** 127 secrets below the seed's prefix, and one beside it. */
    private void makeListOfTheSeed() {
        clock.stopAt(Instant.parse("2026-04-20T14:22:00Z"));
        String token = tenantAdmin();
        for (int version = 1; version <= 3; version++) {
            as(token)
                    .body("{\"data\": {}, \"secret_type\": \"json\", \"metadata\": {\"tags\": [\"salesforce\","
                            + " \"oauth\"]}}")
                    .put(SALESFORCE);
        }
        for (int i = 1; i < 127; i++) {
            String path = "environments/production/zendesk/%03d".formatted(i);
            as(token).body("{\"data\": {}}").put("/v1/secrets/" + path);
        }
        as(token).body("{\"data\": {}}").put("/v1/secrets/environments/staging/one");
    }
}
