package dev.undercroft.entries;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.TokenBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors below {@code /api} have the form of this door, whatever was wrong. */
@QuarkusTest
class EntriesErrorsTest extends EntriesApi {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/nowhere",
                "/api/entries/1/2/3",
                "/api/",
                "/api/entries/%2Fx",
                "/api/entries/../x",
                "/api/entries/%2e%2e/x",
                "/api/v2/vault",
                "/api/ai/extract"
            })
    void unknownRoutes(String path) {
        refused(as(alice()).urlEncodingEnabled(false).get(path), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /api/entries",
        "DELETE, /api/entries",
        "PUT, /api/categories",
        "GET, /api/entries/x/reveal",
        "GET, /api/account/data",
        "POST, /api/export",
        "GET, /api/2fa/x"
    })
    void wrongMethods(String method, String path) {
        refused(as(alice()).request(method, path), 405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void missingAndUnknownCredentials() {
        var answer = given().get("/api/entries");
        refused(answer, 401, "AUTH_REQUIRED");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        refused(given().header("Authorization", "Basic YTpi").get("/api/entries"), 401, "AUTH_REQUIRED");
        refused(as("garbage").get("/api/entries"), 401, "AUTH_REQUIRED");
        refused(as("kagi_dGhpcyBpcyBub3Qgb3Vycw").get("/api/entries"), 401, "AUTH_REQUIRED");
        refused(as("uck_short").get("/api/entries"), 401, "AUTH_INVALID_KEY");
        String expired = TokenBuilder.token(clock)
                .tenant(tenant)
                .scope(ALL_SCOPES)
                .lifetime(Duration.ofMinutes(-10))
                .sign();
        refused(as(expired).get("/api/entries"), 401, "AUTH_REQUIRED");
    }

    @Test
    void aMissingTokenIsToldBeforeTheBodyIsRead() {
        refused(given().contentType(ContentType.JSON).body("{").post("/api/entries"), 401, "AUTH_REQUIRED");
        refused(as(person("alice", "entries:read")).body("{").post("/api/entries"), 403, "AUTH_SCOPE_REQUIRED");
        refused(as(alice()).body("{").post("/api/entries"), 400, "VALIDATION_ERROR");
    }

    @Test
    void bodiesOfAnotherTypeOrSize() {
        refused(
                given().auth()
                        .oauth2(alice())
                        .contentType("text/plain")
                        .body("{}")
                        .post("/api/entries"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        refused(
                as(alice())
                        .body("{\"name\": \"" + "x".repeat(1_600_000) + "\"}")
                        .post("/api/entries"),
                413,
                "PAYLOAD_TOO_LARGE");
        refused(as(alice()).post("/api/entries"), 400, "VALIDATION_ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api%2Fentries/x/y/z", "/%61pi/nowhere"})
    void encodedPathsHaveTheFormOfTheDoorThatTheyMean(String path) {
        refused(as(alice()).urlEncodingEnabled(false).get(path), 404, "NOT_FOUND");
    }

    @Test
    void theApiDocumentStandsWhereClientsOfThisDoorLookForIt() {
        var answer = given().get("/api/openapi");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=3600");
        assertThat(answer.<String>path("openapi")).startsWith("3.1");
        assertThat(answer.<String>path("paths.'/api/entries'.get.operationId")).isEqualTo("listEntries");
    }

    @Test
    void thePathApiKeepsItsOwnForm() {
        assertThat(as(alice()).get("/v1/nowhere").<String>path("error.code")).isEqualTo("not_found");
        assertThat(as(alice()).get("/apis").<String>path("error.code")).isEqualTo("not_found");
        assertThat(as("uck_short").get("/v1/auth/whoami").<String>path("error.code"))
                .isEqualTo("token_invalid");
    }

    @Test
    void credentialsWithoutATenantOfTheirOwnKeepNothingHere() {
        refused(as(partnerAdmin()).get("/api/entries"), 403, "AUTH_SCOPE_REQUIRED");
        String admin = TokenBuilder.token(clock)
                .partner(partner)
                .role("partner_admin")
                .scope(ALL_SCOPES)
                .sign();
        refused(as(admin).get("/api/entries"), 403, "AUTH_SCOPE_REQUIRED");
        refused(as(admin).header("X-Tenant-ID", tenant).get("/api/entries"), 403, "AUTH_SCOPE_REQUIRED");
        refused(as(admin).header("X-Tenant-ID", tenant).post("/api/entries/x/reveal"), 404, "ENTRY_NOT_FOUND");
    }
}
