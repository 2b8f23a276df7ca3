package dev.undercroft.isolation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Writes recognisable values through every operation that takes one, provokes errors with them, and then searches
 * everything that the service wrote. That the search finds what is there is proved with a marker that is no secret.
 */
@QuarkusTest
class CanaryTest extends ApiTest {

    private final String canary = "canary" + unique() + unique();
    /** The same in characters of base32, four whole groups of them. */
    private final String base32Canary = canary.toUpperCase(Locale.ROOT)
            .replace('0', 'G')
            .replace('1', 'H')
            .replace('8', 'I')
            .replace('9', 'J')
            .substring(0, 32);

    private String accessKey = "not made yet, whatever the order of the two";
    private final String marker = "marker" + unique() + unique();
    private final List<String> refusals = new ArrayList<>();

    @BeforeEach
    void valuesThroughEveryOperation() {
        String value = "{\"password\": \"" + canary + "\", \"" + canary + "\": [\"" + canary + "\"]}";
        String write = "{\"data\": " + value + ", \"metadata\": {\"description\": \"" + marker + "\"}}";
        done(as(tenantAdmin()).body(write).put("/v1/secrets/app/db"));
        done(as(tenantAdmin()).body(write).put("/v1/secrets/app/db"));
        done(as(tenantAdmin()).body("{\"new_value\": " + value + "}").post("/v1/secrets/app/db/rotate"));
        done(as(partnerAdmin()).body(write).put("/v1/partner/secrets/app/shared"));
        done(as(partnerAdmin()).body("{\"new_value\": " + value + "}").post("/v1/partner/secrets/app/shared/rotate"));
        done(as(partnerAdmin()).body(write).put("/v1/t/" + tenant + "/secrets/app/crossed"));

        shown(as(tenantAdmin()).get("/v1/secrets/app/db"));
        shown(as(tenantAdmin()).get("/v1/secrets/app/db?version=1"));
        shown(as(tenantAdmin()).get("/v1/partner/secrets/app/shared"));
        shown(as(tenantAdmin())
                .body("{\"paths\": [\"app/db\", \"app/crossed\"]}")
                .post("/v1/secrets/batch"));
        shown(as(partnerAdmin()).get("/v1/t/" + tenant + "/secrets/app/crossed"));
        done(as(tenantAdmin()).get("/v1/secrets?include_metadata=true"));
        done(as(tenantAdmin()).get("/v1/secrets/app/db/versions"));
        done(as(tenantAdmin()).get("/v1/secrets/metadata/app/db"));
        done(as(tenantAdmin()).delete("/v1/secrets/app/crossed"));

        for (String body : List.of(
                "{\"data\": {\"p\": \"" + canary + "\"",
                "{\"data\": {\"p\": " + canary + "}}",
                "{\"data\": \"" + canary + "\"}",
                "{\"data\": [\"" + canary + "\"]}",
                "\"" + canary + "\"",
                "{\"data\": {\"" + canary + "\": 1, \"" + canary + "\": 2}}",
                "{\"data\": " + value + ", \"secret_type\": \"" + canary + "\"}",
                "{\"data\": " + value + ", \"secret_type\": 7}",
                "{\"data\": " + value + ", \"options\": {\"max_versions\": \"" + canary + "\"}}",
                "{\"data\": " + value + ", \"options\": {\"max_versions\": 0}}",
                "{\"data\": " + value + ", \"options\": {\"expires_in\": \"" + canary + "\"}}",
                "{\"data\": " + value + ", \"options\": {\"expires_at\": \"" + canary + "\"}}",
                "{\"data\": " + value + ", \"options\": {\"rotation_policy_id\": \"" + canary + "\"}}",
                "{\"data\": " + value + ", \"metadata\": {\"tags\": \"" + canary + "\"}}",
                "{\"data\": " + value + ", \"unknown\": \"" + canary + "\"}")) {
            refused(as(tenantAdmin()).body(body).put("/v1/secrets/app/refused"));
            refused(as(tenantAdmin()).body(body).patch("/v1/secrets/app/db"));
            refused(as(tenantAdmin())
                    .body(body.replace("\"data\"", "\"new_value\""))
                    .post("/v1/secrets/app/none/rotate"));
            refused(as(tenantAdmin()).body(body).post("/v1/secrets/batch"));
        }
        refused(as(user("bob").scope("secrets:write").sign()).body(write).put("/v1/secrets/app/denied"));
        refused(as(tenantAdmin()).header("If-Match", "\"99\"").body(write).put("/v1/secrets/app/db"));
        refused(given().contentType("application/json").body(write).put("/v1/secrets/app/db"));
        refused(as(tenantAdmin()).body(write).put("/v1/secrets/Bad/path"));
        refused(as(tenantAdmin()).body(write).put("/v1/secrets/app/crossed"));
        Written.withoutTheTrail(() -> {
            refused(as(tenantAdmin()).body(write).put("/v1/secrets/app/db"));
            refused(as(tenantAdmin()).get("/v1/secrets/app/db"));
        });
    }

    @BeforeEach
    void valuesThroughTheEntriesDoor() {
        String simple = made("/api/categories", "{\"name\": \"n\", \"keyType\": \"simple\", \"envVarName\": \"A\"}");
        String group =
                made("/api/categories", "{\"name\": \"n\", \"keyType\": \"group\", \"fieldDefinitions\": [\"A\"]}");
        String named = "\"categoryId\": \"" + simple + "\", \"name\": \"" + marker + "\"";
        String entry = made("/api/entries", "{" + named + ", \"value\": \"" + canary + "\"}");
        String ofGroup = made(
                "/api/entries",
                "{\"categoryId\": \"" + group + "\", \"name\": \"g\", \"value\": {\"A\": \"" + canary + "\"}}");
        String twoFactor =
                made("/api/2fa", "{\"service\": \"s\", \"accountName\": \"a\", \"secret\": \"" + base32Canary + "\"}");
        String env = made("/api/envs", "{\"name\": \"e\"}");
        String file = made("/api/envs/" + env + "/files", "{\"fileType\": \"env\", \"content\": \"A=" + canary + "\"}");
        done(as(tenantAdmin()).body("{\"value\": \"" + canary + "\"}").put("/api/entries/" + entry));
        done(as(tenantAdmin()).body("{\"secret\": \"" + base32Canary + "\"}").put("/api/2fa/" + twoFactor));
        Response key = as(tenantAdmin())
                .body("{\"name\": \"k\", \"scopes\": [\"entries:reveal\"]}")
                .post("/api/access-keys");
        done(key);
        accessKey = key.path("key");
        shown(as(accessKey).post("/api/entries/" + entry + "/reveal"));
        shown(as(tenantAdmin()).post("/api/entries/" + ofGroup + "/reveal"));
        shown(as(tenantAdmin()).post("/api/envs/" + env + "/files/" + file + "/reveal"));
        shown(as(tenantAdmin()).get("/api/export"));
        done(as(tenantAdmin()).post("/api/2fa/" + twoFactor + "/reveal"));
        for (String list : List.of("/api/entries", "/api/2fa", "/api/envs", "/api/envs/" + env, "/api/access-keys")) {
            assertThat(forms().in(as(tenantAdmin()).get(list).asString())).isEmpty();
        }
        for (String bad : List.of(
                "{" + named + ", \"value\": {\"" + canary + "\": \"" + canary + "\"}}",
                "{" + named + ", \"value\": [\"" + canary + "\"]}",
                "{" + named + ", \"value\": \"" + canary + "\\u0000\"}",
                "{" + named + ", \"value\": \"" + canary + "\", \"environment\": \"" + canary + "\"}",
                "{" + named + ", \"value\": \"" + canary + "\"",
                "{" + named + ", \"value\": " + canary + "}",
                "{\"categoryId\": \"" + group + "\", \"name\": \"n\", \"value\": \"{\\\"A\\\": " + canary + "\"}",
                "{\"categoryId\": \"" + group + "\", \"name\": \"n\", \"value\": {\"A\": [\"" + canary + "\"]}}",
                "{\"categoryId\": \"" + canary + "\", \"name\": \"n\", \"value\": \"" + canary + "\"}")) {
            refused(as(tenantAdmin()).body(bad).post("/api/entries"));
            refused(as(accessKey).body(bad).post("/api/entries"));
        }
        refused(as(tenantAdmin()).body("{\"secret\": \"" + canary + "!\"}").put("/api/2fa/" + twoFactor));
        refused(as(tenantAdmin())
                .body("{\"fileType\": \"" + canary + "\", \"content\": \"" + canary + "\"}")
                .post("/api/envs/" + env + "/files"));
        refused(as(accessKey + "x").get("/api/entries"));
        refused(as(accessKey).get("/api/entries/" + accessKey));
        Written.withoutTheTrail(() -> {
            refused(as(tenantAdmin()).post("/api/entries/" + entry + "/reveal"));
            refused(as(tenantAdmin()).get("/api/export"));
            refused(as(tenantAdmin())
                    .body("{" + named + ", \"value\": \"" + canary + "\"}")
                    .post("/api/entries"));
        });
    }

    @BeforeEach
    void valuesThroughTheStoresDoor() {
        String stores = "/accounts/" + tenant + "/secrets_store/stores";
        String store = as(tenantAdmin()).body("{\"name\": \"s\"}").post(stores).path("result.id");
        String secrets = stores + "/" + store + "/secrets";
        String draft = "{\"name\": \"n\", \"value\": \"" + canary + "\", \"scopes\": [\"workers\"]}";
        Response created = as(tenantAdmin()).body("[" + draft + "]").post(secrets);
        done(created);
        String secret = secrets + "/" + created.path("result[0].id");
        done(as(tenantAdmin()).body("{\"value\": \"" + canary + "\"}").patch(secret));
        done(as(tenantAdmin())
                .body("{\"name\": \"copy\", \"scopes\": [\"workers\"]}")
                .post(secret + "/duplicate"));
        shown(as(user("svc")
                        .scope("stores:resolve")
                        .claim("services", List.of("workers"))
                        .sign())
                .post(secret + "/resolve"));
        for (String list : List.of(stores, secrets, secret)) {
            assertThat(forms().in(as(tenantAdmin()).get(list).asString())).isEmpty();
        }
        for (String bad : List.of(
                "[" + draft + "]",
                draft,
                "[" + draft,
                "[" + draft.replace("workers", canary) + "]",
                "[" + draft.replace("\"n\"", "\"a " + canary + "\"") + "]",
                "[" + draft.replace("\"" + canary + "\"", "[\"" + canary + "\"]") + "]",
                "[" + draft.replace(canary + "\"", canary + "\\u0000\"") + "]")) {
            refused(as(tenantAdmin()).body(bad).post(secrets));
        }
        refused(as(tenantAdmin()).post(secret + "/resolve"));
        Written.withoutTheTrail(() -> refused(
                as(tenantAdmin()).body("{\"value\": \"" + canary + "\"}").patch(secret)));
    }

    private String made(String path, String body) {
        Response answer = as(tenantAdmin()).body(body).post(path);
        done(answer);
        return answer.path("id");
    }

    @Test
    void noValueIsFoundWhereNoneBelongs() throws IOException {
        Written.requireInTheDatabase(Forms.of(List.of(marker)), "the marker, which is no secret,");
        Written.requireNowhere(forms());
        Written.requireNotIn(String.join("\n", refusals), "validation_error", "refusals", forms());
    }

    private Forms forms() {
        return Forms.of(List.of(canary), base32Canary, accessKey.substring(8));
    }

    private static void done(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
    }

    private void shown(Response answer) {
        done(answer);
        assertThat(answer.asString()).contains(canary);
    }

    private void refused(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isGreaterThanOrEqualTo(400);
        refusals.add(answer.asString());
    }
}
