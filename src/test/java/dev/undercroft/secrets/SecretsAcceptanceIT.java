package dev.undercroft.secrets;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.undercroft.testing.TestDatabase;
import dev.undercroft.testing.TokenBuilder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The secrets door from end to end, against what the build made: the jar, or the native executable. */
@QuarkusIntegrationTest
@WithTestResource(TestDatabase.class)
class SecretsAcceptanceIT {

    private static final String SCOPES = "secrets:read secrets:write secrets:list secrets:delete secrets:rotate"
            + " policies:read policies:write audit:read admin";

    private String partner;
    private String tenant;
    private String admin;

    @BeforeEach
    void makeRealms() {
        String unique = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        partner = "ptn_" + unique;
        tenant = "tnt_" + unique;
        String superAdmin =
                TokenBuilder.token().role("super_admin").scope(SCOPES).sign();
        as(superAdmin)
                .body("{\"id\": \"" + partner + "\", \"name\": \"Partner\"}")
                .post("/v1/identity/partners")
                .then()
                .statusCode(201);
        as(superAdmin)
                .body("{\"id\": \"" + tenant + "\", \"name\": \"Tenant\", \"partner_id\": \"" + partner + "\"}")
                .post("/v1/identity/tenants")
                .then()
                .statusCode(201)
                .body("status", equalTo("active"));
        admin = TokenBuilder.token()
                .tenant(tenant)
                .role("tenant_admin")
                .scope(SCOPES)
                .sign();
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private static void write(String token, String path, String data, int status) {
        as(token)
                .body("{\"data\": " + data + ", \"metadata\": {\"tags\": [\"it\"]}}")
                .put(path)
                .then()
                .statusCode(status);
    }

    @Test
    void aSecretLivesFromItsFirstVersionToItsEnd() {
        write(admin, "/v1/secrets/app/db/password", "{\"password\": \"first\"}", 201);
        write(admin, "/v1/secrets/app/db/password", "{\"password\": \"second\"}", 200);

        as(admin)
                .get("/v1/secrets/app/db/password")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("data.password", equalTo("second"))
                .body("metadata.tags", hasItem("it"));
        as(admin).get("/v1/secrets/app/db/password?version=1").then().body("data.password", equalTo("first"));
        assertThat(as(admin)
                        .accept("text/plain")
                        .get("/v1/secrets/app/db/password?field=password")
                        .asString())
                .isEqualTo("second");
        as(admin)
                .body("{\"new_value\": {\"password\": \"third\"}, \"reason\": \"drill\"}")
                .post("/v1/secrets/app/db/password/rotate")
                .then()
                .statusCode(200)
                .body("version", equalTo(3));
        as(admin)
                .get("/v1/secrets/app/db/password/versions")
                .then()
                .statusCode(200)
                .body("versions", hasSize(3));
        as(admin)
                .body("{\"metadata\": {\"owner\": \"team\"}}")
                .patch("/v1/secrets/app/db/password")
                .then()
                .statusCode(200);
        as(admin)
                .get("/v1/secrets/metadata/app/db/password")
                .then()
                .statusCode(200)
                .body("metadata.owner", equalTo("team"))
                .body("access_count_30d", equalTo(3));
        as(admin)
                .get("/v1/secrets?prefix=app&tag=it")
                .then()
                .statusCode(200)
                .body("secrets.path", hasItem("app/db/password"))
                .body("total_count", equalTo(1));
        as(admin)
                .body("{\"paths\": [\"app/db/password\", \"app/none\"]}")
                .post("/v1/secrets/batch")
                .then()
                .statusCode(200)
                .body("secrets.'app/db/password'.data.password", equalTo("third"))
                .body("errors.'app/none'.code", equalTo("secret_not_found"));
        as(admin).delete("/v1/secrets/app/db/password").then().statusCode(200);
        as(admin).get("/v1/secrets/app/db/password").then().statusCode(404);
        as(admin).post("/v1/secrets/app/db/password/restore").then().statusCode(200);
        as(admin).delete("/v1/secrets/app/db/password?permanent=true").then().statusCode(200);
        as(admin)
                .get("/v1/audit/logs")
                .then()
                .statusCode(200)
                .body("logs.action", hasItems("read", "write", "rotate", "list", "delete"));
    }

    @Test
    void aPolicyLetsInWhomItNamesAndNobodyElse() {
        write(admin, "/v1/secrets/app/key", "{\"key\": \"k\"}", 201);
        String ada = TokenBuilder.token()
                .tenant(tenant)
                .subject("ada")
                .scope("secrets:read")
                .sign();
        as(ada).get("/v1/secrets/app/key").then().statusCode(403).body("error.code", equalTo("access_denied"));
        String policy = as(admin)
                .body("{\"name\": \"p\", \"rules\": [{\"path_pattern\": \"app/*\", \"permissions\": [\"read\"],"
                        + " \"conditions\": {\"ip_ranges\": [\"127.0.0.0/8\", \"::1/128\"]}}]}")
                .post("/v1/policies")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as(admin)
                .body("{\"identity_type\": \"user\", \"identity_id\": \"ada\"}")
                .post("/v1/policies/" + policy + "/bindings")
                .then()
                .statusCode(201);

        as(ada).get("/v1/secrets/app/key").then().statusCode(200);
        as(ada).get("/v1/auth/whoami").then().body("identity_id", equalTo("user:ada"));
        as(admin)
                .body("{\"identity_id\": \"user:ada\", \"path\": \"app/key\", \"permission\": \"read\","
                        + " \"context\": {\"source_ip\": \"127.0.0.1\"}}")
                .post("/v1/policies/test")
                .then()
                .statusCode(200)
                .body("allowed", equalTo(true));
    }

    @Test
    void aPartnerSharesASecretWithItsTenants() {
        String partnerAdmin = TokenBuilder.token()
                .partner(partner)
                .role("partner_admin")
                .scope(SCOPES)
                .sign();
        write(partnerAdmin, "/v1/partner/secrets/shared/ca", "{\"pem\": \"c\"}", 201);

        as(admin).get("/v1/partner/secrets/shared/ca").then().statusCode(200).body("data.pem", equalTo("c"));
        write(partnerAdmin, "/v1/t/" + tenant + "/secrets/app/seed", "{\"a\": 1}", 201);
        // Here the client encodes the percent sign once more.
        as(admin).get("/v1/secrets/app%2Fseed").then().statusCode(400).body("error.code", equalTo("invalid_path"));
        given().urlEncodingEnabled(false)
                .auth()
                .oauth2(admin)
                .get("/v1/secrets/app%2Fseed")
                .then()
                .statusCode(200);
    }

    @Test
    void whatIsWrongIsToldInTheErrorsOfTheSpecification() {
        as(admin)
                .body("{\"data\": ")
                .put("/v1/secrets/app/x")
                .then()
                .statusCode(400)
                .body("error.code", equalTo("invalid_request"));
        as(admin)
                .body("{\"data\": 1, \"options\": {\"max_versions\": 101}}")
                .put("/v1/secrets/app/x")
                .then()
                .statusCode(422)
                .body("error.code", equalTo("validation_error"));
        given().get("/v1/secrets/app/x")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("error.code", equalTo("authentication_required"));
        given().get("/v1/nowhere").then().statusCode(404).body("error.code", equalTo("not_found"));
    }

    @Test
    void theServiceCanBeWatched() {
        as(admin).get("/v1/secrets/none").then().statusCode(404);
        given().get("/v1/health/ready").then().statusCode(200).body("status", equalTo("ready"));
        given().get("/q/health/started").then().statusCode(200);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("undercroft_audit_batch_size"))
                .body(containsString("http_server_requests_seconds"));
        given().get("/.well-known/jwks.json").then().statusCode(200).body("keys", hasSize(1));
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("openapi", startsWith("3.1"));
    }
}
