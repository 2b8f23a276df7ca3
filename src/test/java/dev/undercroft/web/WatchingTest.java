package dev.undercroft.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;

import dev.undercroft.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Health, metrics, request ids and the API document: what those see who run the service. */
@QuarkusTest
class WatchingTest extends ApiTest {

    @Test
    void healthNeedsNoToken() {
        given().get("/v1/health").then().statusCode(200).body("status", equalTo("healthy"));
        given().get("/v1/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("ready"))
                .body("checks.database", equalTo("ok"))
                .body("checks.encryption", equalTo("ok"));
        given().get("/v1/version").then().statusCode(200).body("$", hasKey("version"));
        for (String probe : new String[] {"live", "ready", "started"}) {
            given().get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
        }
    }

    @Test
    void noPathAndNoTenantIsALabelOfAMetric() {
        String path = "label-" + unique() + "/db";
        write(tenantAdmin(), path, "x");
        as(tenantAdmin()).get("/v1/secrets/" + path).then().statusCode(200);
        as(partnerAdmin()).get("/v1/t/" + tenant + "/secrets/" + path).then().statusCode(200);
        as(tenantAdmin())
                .urlEncodingEnabled(false)
                .get("/v1/secrets/" + path.replace("/", "%2F"))
                .then()
                .statusCode(200);
        as(tenantAdmin())
                .urlEncodingEnabled(false)
                .get("/v1/secrets/" + path + "/../other")
                .then()
                .statusCode(400);
        as(tenantAdmin())
                .urlEncodingEnabled(false)
                .get("/v1/secrets/" + path + "%2e")
                .then()
                .statusCode(400);
        as(tenantAdmin())
                .request("FOO", "/v1/t/" + tenant + "/secrets/" + path)
                .then()
                .statusCode(405);
        as(tenantAdmin())
                .contentType("text/plain")
                .body("x")
                .put("/v1/secrets/" + path)
                .then()
                .statusCode(415);
        as(tenantAdmin()).get("/nowhere/" + path).then().statusCode(404);

        String metrics =
                given().get("/q/metrics").then().statusCode(200).extract().asString();

        assertThat(metrics)
                .contains(
                        "http_server_requests_seconds",
                        "undercroft_audit_batch_size",
                        "undercroft_audit_batch_wait",
                        "agroal_active_count",
                        "cache_gets_total")
                .doesNotContain(tenant, partner, path.split("/")[0], "FOO");
    }

    @Test
    void everyAnswerHasARequestIdAndAGoodOneOfTheCallerIsKept() {
        given().get("/v1/health").then().header("X-Request-ID", matchesPattern("req_[0-9a-f]{32}"));
        given().get("/nowhere").then().header("X-Request-ID", matchesPattern("req_[0-9a-f]{32}"));
        given().get("/q/metrics").then().header("X-Request-ID", matchesPattern("req_[0-9a-f]{32}"));
        given().header("X-Request-ID", "my-id.7").get("/v1/health").then().header("X-Request-ID", equalTo("my-id.7"));
        given().header("X-Request-ID", "bad id\"")
                .get("/v1/health")
                .then()
                .header("X-Request-ID", matchesPattern("req_[0-9a-f]{32}"));
    }

    @Test
    void everyAnswerToACallerTellsItsLimit() {
        as(tenantAdmin())
                .get("/v1/auth/whoami")
                .then()
                .header("X-RateLimit-Limit", matchesPattern("\\d+"))
                .header("X-RateLimit-Remaining", matchesPattern("\\d+"))
                .header("X-RateLimit-Reset", matchesPattern("\\d{10}"));
    }

    @Test
    void unknownRoutesAndMethodsAnswerInTheEnvelope() {
        given().get("/v1/nowhere").then().statusCode(404).body("error.code", equalTo("not_found"));
        given().get("/").then().statusCode(404).body("error.code", equalTo("not_found"));
        as(tenantAdmin()).post("/v1/health").then().statusCode(405).body("error.code", equalTo("method_not_allowed"));
        as(tenantAdmin())
                .contentType("text/plain")
                .body("x")
                .put("/v1/secrets/a")
                .then()
                .statusCode(415)
                .body("error.code", equalTo("unsupported_media_type"));
    }
}
