package dev.undercroft.entries;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import dev.undercroft.testing.TestDatabase;
import dev.undercroft.testing.TokenBuilder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The entries door from end to end, against what the build made: the jar, or the native executable. */
@QuarkusIntegrationTest
@WithTestResource(TestDatabase.class)
class EntriesAcceptanceIT {

    private static final String SCOPES = EntriesApi.ALL_SCOPES + " audit:read";

    private String tenant;
    private String alice;

    @BeforeEach
    void makeRealms() {
        String unique = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        tenant = "tnt_" + unique;
        String superAdmin = TokenBuilder.token().role("super_admin").sign();
        made(superAdmin, "/v1/identity/partners", "{\"id\": \"ptn_" + unique + "\", \"name\": \"Partner\"}");
        made(
                superAdmin,
                "/v1/identity/tenants",
                "{\"id\": \"" + tenant + "\", \"name\": \"Tenant\", \"partner_id\": \"ptn_" + unique + "\"}");
        alice = TokenBuilder.token().tenant(tenant).scope(SCOPES).sign();
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private static String made(String token, String path, String body) {
        return as(token).body(body).post(path).then().statusCode(201).extract().path("id");
    }

    @Test
    void aNewUserGoesFromACategoryToARevealedValueAndAnExport() {
        String category = made(alice, "/api/categories", EntriesApi.SIMPLE);
        String entry = made(
                alice,
                "/api/entries",
                "{\"categoryId\": \"" + category
                        + "\", \"name\": \"Blog\", \"value\": \"it's\", \"environment\": \"production\"}");
        as(alice).get("/api/entries").then().statusCode(200).body("category.name", hasItems("OpenAI API"));
        as(alice).get("/api/entries/project-names").then().body("$", hasSize(1));
        as(alice)
                .body("{\"notes\": \"n\"}")
                .put("/api/entries/" + entry)
                .then()
                .statusCode(200)
                .body("notes", equalTo("n"));

        as(alice)
                .post("/api/entries/" + entry + "/reveal")
                .then()
                .statusCode(200)
                .body("value", equalTo("it's"));
        assertThat(as(alice).get("/api/export").asString()).contains("OPENAI_API_KEY=\"it's\"\n");

        as(alice).get("/api/stats").then().body("byEnvironment.production", equalTo(1));
        as(alice).get("/v1/audit/logs").then().body("logs.action", hasItems("reveal", "export", "write", "list"));
        as(alice).delete("/api/categories/" + category).then().statusCode(204);
        as(alice)
                .post("/api/entries/" + entry + "/reveal")
                .then()
                .statusCode(404)
                .body("code", equalTo("ENTRY_NOT_FOUND"));
    }

    @Test
    void aGroupIsHeldAgainstItsFields() {
        String category = made(alice, "/api/categories", EntriesApi.GROUP);
        String start = "{\"categoryId\": \"" + category + "\", \"name\": \"aws\", \"value\": ";
        String entry = made(
                alice, "/api/entries", start + "{\"AWS_ACCESS_KEY_ID\": \"a\", \"AWS_SECRET_ACCESS_KEY\": \"b\"}}");

        as(alice)
                .post("/api/entries/" + entry + "/reveal")
                .then()
                .body("value.AWS_ACCESS_KEY_ID", equalTo("a"))
                .body("value.AWS_SECRET_ACCESS_KEY", equalTo("b"));
        as(alice)
                .body(start + "{\"AWS_ACCESS_KEY_ID\": \"a\"}}")
                .post("/api/entries")
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"))
                .body("error", containsString("AWS_SECRET_ACCESS_KEY"));
    }

    @Test
    void aKeyOpensTheDoorsUntilItIsDeleted() {
        var issued = as(alice)
                .body("{\"name\": \"ci\", \"scopes\": [\"entries:read\"], \"expiresAt\": \"2999-01-01T00:00:00Z\"}")
                .post("/api/access-keys")
                .then()
                .statusCode(201)
                .body("key", matchesPattern("uck_[A-Za-z0-9_-]{49}"))
                .extract();
        String key = issued.path("key");
        given().header("X-API-Key", key).get("/api/entries").then().statusCode(200);
        given().header("X-Auth-Key", key).get("/v1/auth/whoami").then().body("identity_id", equalTo("user:alice"));
        as(key).get("/api/access-keys").then().statusCode(403).body("code", equalTo("AUTH_SCOPE_REQUIRED"));

        as(alice).delete("/api/access-keys/" + issued.path("id")).then().statusCode(204);

        as(key).get("/api/entries").then().statusCode(401).body("code", equalTo("AUTH_INVALID_KEY"));
    }

    @Test
    void codesAndFilesAreRevealedToo() {
        String twoFactor = made(
                alice, "/api/2fa", "{\"service\": \"s\", \"accountName\": \"a\", \"secret\": \"GEZDGNBVGY3TQOJQ\"}");
        as(alice)
                .post("/api/2fa/" + twoFactor + "/reveal")
                .then()
                .statusCode(200)
                .body("code", matchesPattern("[0-9]{6}"))
                .body(
                        "remainingSeconds",
                        anyOf(java.util.stream.IntStream.rangeClosed(1, 30)
                                .mapToObj(org.hamcrest.Matchers::is)
                                .toList()
                                .toArray(org.hamcrest.Matcher[]::new)));

        String env = made(alice, "/api/envs", "{\"name\": \"e\"}");
        String file =
                made(alice, "/api/envs/" + env + "/files", "{\"fileType\": \"env.local\", \"content\": \"A=1\\n\"}");
        as(alice)
                .post("/api/envs/" + env + "/files/" + file + "/reveal")
                .then()
                .statusCode(200)
                .body("content", is("A=1\n"));
        as(alice).delete("/api/account/data").then().statusCode(200).body("envs", equalTo(1));
    }

    @Test
    void errorsHaveTheFormOfTheDoor() {
        as(alice).get("/api/nowhere").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        as(alice).body("{").post("/api/entries").then().statusCode(400).body("code", equalTo("VALIDATION_ERROR"));
        given().get("/api/entries").then().statusCode(401).body("code", equalTo("AUTH_REQUIRED"));
        as(TokenBuilder.token().tenant(tenant).scope("entries:read").sign())
                .get("/api/export")
                .then()
                .statusCode(403)
                .body("error", containsString("export:read"));
    }
}
