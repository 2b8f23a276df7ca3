package dev.undercroft.secrets;

import static dev.undercroft.testing.Refusal.assertRefused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the error tables that the service can answer (secrets specification, sections 2.2 to 2.5). */
@QuarkusTest
class ErrorTableTest extends ApiTest {

    private static final String PATH = "/v1/secrets/app/db";

    private Response put(String body) {
        return as(tenantAdmin()).body(body).put(PATH);
    }

    private Response get(String path) {
        return as(tenantAdmin()).get(path);
    }

    @Nested
    class Unauthorized {

        @Test
        void noTokenIsAuthenticationRequired() {
            Response answer = given().get(PATH);

            assertRefused(answer, 401, "authentication_required");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer ", "token"})
        void aMalformedHeaderIsAuthenticationRequired(String header) {
            assertRefused(given().header("Authorization", header).get(PATH), 401, "authentication_required");
        }

        @Test
        void aTokenBeyondItsTimeIsExpired() {
            String token = user("alice").scope(EVERY_SCOPE).sign();
            clock.advance(Duration.ofHours(2));

            assertRefused(as(token).get(PATH), 401, "token_expired");
        }

        @Test
        void aTokenThatWasUsedBeforeExpiresTooAndIsNotRemembered() {
            String token = tenantAdmin();
            as(token).get("/v1/auth/whoami").then().statusCode(200);
            clock.advance(Duration.ofHours(2));

            assertRefused(as(token).get("/v1/auth/whoami"), 401, "token_expired");
        }

        @ParameterizedTest
        @ValueSource(strings = {"garbage", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."})
        void whatIsNoTokenIsInvalid(String token) {
            Response answer = as(token).get(PATH);

            assertRefused(answer, 401, "token_invalid");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        }

        @Test
        void aTokenWithAnotherSignatureIsInvalid() {
            String token = tenantAdmin();
            String other = user("mallory").scope(EVERY_SCOPE).sign();
            String forged = token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

            assertRefused(as(forged).get(PATH), 401, "token_invalid");
        }

        @Test
        void aTokenWhoseClaimsWereChangedIsInvalid() {
            String[] parts = user("bob").scope("secrets:read").sign().split("\\.");
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                    .replace("\"bob\"", "\"eve\"");
            String forged = parts[0] + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                    + "." + parts[2];

            assertRefused(as(forged).get(PATH), 401, "token_invalid");
        }

        @Test
        void aTokenForAnotherAudienceIsInvalid() {
            String token =
                    user("bob").scope("secrets:read").claim("aud", "another").sign();

            assertRefused(as(token).get(PATH), 401, "token_invalid");
        }

        @Test
        void aTokenOfAnotherIssuerIsInvalid() {
            String token =
                    user("bob").scope("secrets:read").claim("iss", "another").sign();

            assertRefused(as(token).get(PATH), 401, "token_invalid");
        }

        @Test
        void aRevokedTokenIsRevokedAtOnce() {
            String token = tenantAdmin();
            as(token).get("/v1/auth/whoami").then().statusCode(200);
            as(tenantAdmin())
                    .body("{\"token\": \"" + token + "\"}")
                    .post("/v1/auth/revoke")
                    .then()
                    .statusCode(200);

            assertRefused(as(token).get(PATH), 401, "token_revoked");
        }
    }

    @Nested
    class Forbidden {

        @Test
        void whatNoPolicyPermitsIsDenied() {
            JsonNode details =
                    assertRefused(as(user("bob").scope("secrets:read").sign()).get(PATH), 403, "access_denied");

            assertThat(details.get("path").textValue()).isEqualTo("app/db");
        }

        @Test
        void aMissingScopeIsNamed() {
            JsonNode details =
                    assertRefused(as(user("bob").scope("secrets:list").sign()).get(PATH), 403, "insufficient_scope");

            assertThat(details.get("required_scope").textValue()).isEqualTo("secrets:read");
        }

        @Test
        void anAdministratorNeedsTheScopeToo() {
            String token =
                    user("root").role("tenant_admin").scope("secrets:read").sign();

            assertRefused(as(token).body("{\"data\": {}}").put(PATH), 403, "insufficient_scope");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"ip_ranges\": [\"203.0.113.0/24\"]} | ip_not_allowed | ip_ranges",
                    "{\"require_mfa\": true} | mfa_required | require_mfa",
                    "{\"time_window\": {\"days\": [\"mon\"], \"start\": \"08:00\", \"end\": \"09:00\"}}"
                            + " | time_window_violation | time_window"
                })
        void aConditionThatFailsAloneIsNamed(String conditions, String code, String failed) {
            // A Sunday.
            clock.stopAt(java.time.Instant.parse("2026-04-26T12:00:00Z"));
            String policy = as(tenantAdmin())
                    .body("{\"name\": \"p\", \"rules\": [{\"path_pattern\": \"app/**\", \"permissions\": [\"read\"],"
                            + " \"conditions\": " + conditions + "}]}")
                    .post("/v1/policies")
                    .path("id");
            as(tenantAdmin())
                    .body("{\"identity_type\": \"user\", \"identity_id\": \"bob\"}")
                    .post("/v1/policies/" + policy + "/bindings")
                    .then()
                    .statusCode(201);

            JsonNode details =
                    assertRefused(as(user("bob").scope("secrets:read").sign()).get(PATH), 403, code);

            assertThat(details.get("failed_condition").textValue()).isEqualTo(failed);
            assertThat(details.get("path").textValue()).isEqualTo("app/db");
        }

        @Test
        void anotherTenantIsForPartnerAdminsOnly() {
            String other = "tnt_" + unique();
            makeTenant(other, partner);

            assertRefused(get("/v1/t/" + other + "/secrets/app/db"), 403, "tenant_access_denied");
        }

        @Test
        void aTokenOfATenantThatDoesNotExistIsDenied() {
            assertRefused(as(tenantAdmin("tnt_nowhere_at_all")).get(PATH), 403, "tenant_access_denied");
        }

        @Test
        void aTenantOfAnotherPartnerIsDenied() {
            String otherPartner = "ptn_" + unique();
            String otherTenant = "tnt_" + unique();
            makePartner(otherPartner);
            makeTenant(otherTenant, otherPartner);

            assertRefused(as(partnerAdmin()).get("/v1/t/" + otherTenant + "/secrets/app/db"), 403, "access_denied");
        }

        @Test
        void aRoleThatIsTooLowIsForbidden() {
            JsonNode details = assertRefused(get("/v1/identity/partners"), 403, "forbidden");

            assertThat(details.get("required_role").textValue()).isEqualTo("super_admin");
        }
    }

    @Nested
    class BadRequest {

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "nonsense", "[]", "1", "\"text\"", "null", "{\"data\": {}} trailing"})
        void aBodyThatIsNoJsonObjectIsAnInvalidRequest(String body) {
            assertRefused(put(body), 400, "invalid_request");
        }

        @Test
        void aMissingRequiredFieldIsAnInvalidRequest() {
            JsonNode details = assertRefused(put("{\"metadata\": {}}"), 400, "invalid_request");

            assertThat(details.get("fields").has("data")).isTrue();
        }

        @Test
        void aPathThatBreaksTheGrammarIsNamed() {
            JsonNode details = assertRefused(get("/v1/secrets/App/db"), 400, "invalid_path");

            assertThat(details.get("path").textValue()).isEqualTo("App/db");
        }

        @Test
        void anUnknownTypeIsAnInvalidSecretType() {
            assertRefused(put("{\"data\": {}, \"secret_type\": \"blob\"}"), 400, "invalid_secret_type");
            assertRefused(get("/v1/secrets?secret_type=blob"), 400, "invalid_secret_type");
        }

        @Test
        void aMalformedDurationIsAnInvalidDuration() {
            JsonNode details = assertRefused(
                    put("{\"data\": {}, \"options\": {\"expires_in\": \"ninety days\"}}"), 400, "invalid_duration");

            assertThat(details.get("field").textValue()).isEqualTo("options.expires_in");
        }

        @Test
        void aForeignCursorIsAnInvalidCursor() {
            // The seed's own cursor is one of another service.
            assertRefused(get("/v1/secrets?cursor=eyJpZCI6MTc4fQ"), 400, "invalid_cursor");
        }

        @Test
        void anUnknownPermissionIsAnInvalidPolicy() {
            assertRefused(policy("app/**", "fly"), 400, "invalid_policy");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/app/**", "app//db", "app/**x", ""})
        void aMalformedPatternIsAnInvalidGlob(String pattern) {
            assertRefused(policy(pattern, "read"), 400, "invalid_glob");
        }

        private Response policy(String pattern, String permission) {
            return as(tenantAdmin())
                    .body("{\"name\": \"p\", \"rules\": [{\"path_pattern\": \"" + pattern + "\", \"permissions\": [\""
                            + permission + "\"]}]}")
                    .post("/v1/policies");
        }
    }

    /** A known field of a wrong type or out of range (section 2.4). */
    @Nested
    class Unprocessable {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"data\": []} | data",
                    "{\"data\": \"text\"} | data",
                    "{\"data\": {}, \"secret_type\": 7} | secret_type",
                    "{\"data\": {}, \"metadata\": []} | metadata",
                    "{\"data\": {}, \"metadata\": {\"description\": 1}} | metadata.description",
                    "{\"data\": {}, \"metadata\": {\"owner\": []}} | metadata.owner",
                    "{\"data\": {}, \"metadata\": {\"tags\": \"one\"}} | metadata.tags",
                    "{\"data\": {}, \"metadata\": {\"tags\": [1]}} | metadata.tags",
                    "{\"data\": {}, \"options\": []} | options",
                    "{\"data\": {}, \"options\": {\"max_versions\": 0}} | options.max_versions",
                    "{\"data\": {}, \"options\": {\"max_versions\": 101}} | options.max_versions",
                    "{\"data\": {}, \"options\": {\"max_versions\": \"10\"}} | options.max_versions",
                    "{\"data\": {}, \"options\": {\"max_versions\": 1.5}} | options.max_versions",
                    "{\"data\": {}, \"options\": {\"expires_in\": 90}} | options.expires_in",
                    "{\"data\": {}, \"options\": {\"expires_at\": \"tomorrow\"}} | options.expires_at",
                    "{\"data\": {}, \"options\": {\"expires_at\": 7}} | options.expires_at",
                    "{\"data\": {}, \"options\": {\"expires_in\": \"1d\", \"expires_at\": \"2030-01-01T00:00:00Z\"}}"
                            + " | options.expires_in",
                    "{\"data\": {}, \"options\": {\"rotation_policy_id\": 7}} | options.rotation_policy_id",
                    "{\"data\": {}, \"colour\": \"red\"} | colour"
                })
        void theFieldIsNamed(String body, String field) {
            JsonNode details = assertRefused(put(body), 422, "validation_error");

            assertThat(details.get("fields").has(field)).as("%s", details).isTrue();
            assertRefused(get(PATH), 404, "secret_not_found");
        }

        @ParameterizedTest
        @CsvSource({
            "/v1/secrets?limit=0, limit",
            "/v1/secrets?limit=201, limit",
            "/v1/secrets?limit=ten, limit",
            "/v1/secrets?limit=-1, limit",
            "/v1/secrets?include_expired=maybe, include_expired",
            "/v1/secrets?include_metadata=1, include_metadata",
            "/v1/secrets?expires_before=soon, expires_before",
            "/v1/secrets?updated_after=2026-13-01T00:00:00Z, updated_after",
            "/v1/secrets/expiring?days=0, days",
            "/v1/secrets/expiring?days=x, days",
            "/v1/secrets/app/db?version=0, version",
            "/v1/secrets/app/db?version=-1, version",
            "/v1/secrets/app/db?version=1.0, version",
            "/v1/secrets/app/db?version=99999999999999999999, version",
            "/v1/audit/logs?limit=1001, limit",
            "/v1/audit/logs?action=fly, action",
            "/v1/audit/logs?from=then, from",
            "/v1/policies?limit=201, limit"
        })
        void theParameterIsNamed(String request, String parameter) {
            JsonNode details = assertRefused(get(request), 422, "validation_error");

            assertThat(details.get("fields").has(parameter)).isTrue();
        }

        @Test
        void dataHasNoPlaceInAPatch() {
            put("{\"data\": {\"n\": 1}}");

            JsonNode details = assertRefused(
                    as(tenantAdmin()).body("{\"data\": {\"n\": 2}}").patch(PATH), 422, "validation_error");

            assertThat(details.get("fields").has("data")).isTrue();
            assertThat(get(PATH).<Integer>path("data.n")).isEqualTo(1);
        }

        @Test
        void aRotationNeedsANewValueWithoutAPolicyThatMakesOne() {
            put("{\"data\": {}}");

            JsonNode details =
                    assertRefused(as(tenantAdmin()).body("{}").post(PATH + "/rotate"), 422, "validation_error");

            assertThat(details.get("fields").has("new_value")).isTrue();
        }
    }

    @Nested
    class NotFound {

        @Test
        void aSecretIsNamed() {
            Response answer = get(PATH);

            JsonNode details = assertRefused(answer, 404, "secret_not_found");
            assertThat(details.get("path").textValue()).isEqualTo("app/db");
            assertThat(answer.<String>path("error.message")).isEqualTo("Secret 'app/db' not found");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/v1/secrets/metadata/app/db", "/v1/secrets/app/db/versions"})
        void itsDescriptionsAreNotFoundEither(String path) {
            assertRefused(get(path), 404, "secret_not_found");
        }

        @Test
        void everyChangeOfAMissingSecretIsNotFound() {
            assertRefused(as(tenantAdmin()).body("{}").patch(PATH), 404, "secret_not_found");
            assertRefused(as(tenantAdmin()).delete(PATH), 404, "secret_not_found");
            assertRefused(as(tenantAdmin()).delete(PATH + "?permanent=true"), 404, "secret_not_found");
            assertRefused(as(tenantAdmin()).delete(PATH + "?version=1"), 404, "secret_not_found");
            assertRefused(as(tenantAdmin()).post(PATH + "/restore"), 404, "secret_not_found");
            assertRefused(
                    as(tenantAdmin()).body("{\"new_value\": {}}").post(PATH + "/rotate"), 404, "secret_not_found");
        }

        @Test
        void aVersion() {
            put("{\"data\": {}}");

            assertRefused(get(PATH + "?version=2"), 404, "version_not_found");
            assertRefused(as(tenantAdmin()).delete(PATH + "?version=2"), 404, "version_not_found");
        }

        @Test
        void aPolicy() {
            assertRefused(get("/v1/policies/pol_none"), 404, "policy_not_found");
            assertRefused(get("/v1/policies/pol_none/bindings"), 404, "policy_not_found");
            assertRefused(as(tenantAdmin()).delete("/v1/policies/pol_none"), 404, "policy_not_found");
        }

        @Test
        void aBinding() {
            String policy = grant("user", "bob", "app/**", "read");

            assertRefused(
                    as(tenantAdmin()).delete("/v1/policies/" + policy + "/bindings/bnd_none"),
                    404,
                    "binding_not_found");
        }

        @Test
        void aRotationPolicyThatIsToBeAttached() {
            assertRefused(
                    put("{\"data\": {}, \"options\": {\"rotation_policy_id\": \"rot_none\"}}"),
                    404,
                    "rotation_policy_not_found");
        }

        @Test
        void aSecretPolicyThatIsToBeAttached() {
            assertRefused(
                    put("{\"data\": {}, \"options\": {\"secret_policy_id\": \"sp_none\"}}"),
                    404,
                    "secret_policy_not_found");
        }

        @Test
        void aTenant() {
            assertRefused(as(partnerAdmin()).get("/v1/t/tnt_none_at_all/secrets"), 404, "tenant_not_found");
            assertRefused(as(partnerAdmin()).get("/v1/identity/tenants/tnt_none_at_all"), 404, "tenant_not_found");
        }

        @Test
        void aPartner() {
            assertRefused(
                    as(superAdmin()).get("/v1/identity/tenants?partner_id=ptn_none_at_all"), 404, "partner_not_found");
        }

        @Test
        void anUnknownOperation() {
            assertRefused(get("/v1/nothing"), 404, "not_found");
        }
    }

    @Nested
    class Conflict {

        @Test
        void aDeletedSecretHoldsItsPath() {
            put("{\"data\": {}}");
            as(tenantAdmin()).delete(PATH);

            JsonNode details = assertRefused(put("{\"data\": {}}"), 409, "secret_exists");

            assertThat(details.get("path").textValue()).isEqualTo("app/db");
            assertThat(details.get("recoverable_until").textValue()).endsWith("Z");
        }

        @Test
        void theCurrentVersionIsNotDeletedAlone() {
            put("{\"data\": {}}");

            assertRefused(as(tenantAdmin()).delete(PATH + "?version=1"), 409, "version_conflict");
        }

        @Test
        void aBoundPolicyIsInUse() {
            String policy = grant("user", "bob", "app/**", "read");

            assertRefused(as(tenantAdmin()).delete("/v1/policies/" + policy), 409, "policy_in_use");
        }

        @Test
        void aPartnersIdIsTaken() {
            Response answer = as(superAdmin())
                    .body("{\"id\": \"" + partner + "\", \"name\": \"Again\"}")
                    .post("/v1/identity/partners");

            assertRefused(answer, 409, "partner_exists");
        }

        @Test
        void aTenantsIdIsTaken() {
            Response answer = as(partnerAdmin())
                    .body("{\"id\": \"" + tenant + "\", \"name\": \"Again\"}")
                    .post("/v1/identity/tenants");

            assertRefused(answer, 409, "tenant_exists");
        }
    }

    @Nested
    class TheRest {

        @Test
        void anExpiredSecretIsGone() {
            put("{\"data\": {}, \"options\": {\"expires_in\": \"1h\"}}");
            clock.advance(Duration.ofHours(1));

            JsonNode details = assertRefused(get(PATH), 410, "secret_expired");

            assertThat(details.get("path").textValue()).isEqualTo("app/db");
            assertRefused(get(PATH + "?version=1"), 410, "secret_expired");
        }

        @Test
        void anotherVersionThanExpectedIsAPreconditionThatFailed() {
            put("{\"data\": {}}");

            Response answer = as(tenantAdmin())
                    .header("If-Match", "\"7\"")
                    .body("{\"data\": {}}")
                    .put(PATH);

            assertRefused(answer, 412, "version_conflict");
        }

        @Test
        void aMethodThatAPathDoesNotKnow() {
            assertRefused(as(tenantAdmin()).body("{}").patch("/v1/secrets"), 405, "method_not_allowed");
        }

        @Test
        void anotherMediaType() {
            Response answer = given().auth()
                    .oauth2(tenantAdmin())
                    .contentType("text/plain")
                    .body("{\"data\": {}}")
                    .put(PATH);

            assertRefused(answer, 415, "unsupported_media_type");
        }

        @Test
        void anAnswerThatIsNotJsonIsNotAcceptable() {
            assertRefused(as(tenantAdmin()).accept("image/png").get(PATH), 406, "not_acceptable");
        }

        @Test
        void aBodyBeyondTheLimit() {
            String large = "{\"data\": {\"v\": \"" + "x".repeat(1_600_000) + "\"}}";

            assertRefused(put(large), 413, "payload_too_large");
        }

        @Test
        void aBodyBeyondTheLimitThatDoesNotSaySoIsCutOff() throws Exception {
            byte[] large = ("{\"data\": {\"v\": \"" + "x".repeat(1_600_000) + "\"}}").getBytes(StandardCharsets.UTF_8);
            HttpRequest chunked = HttpRequest.newBuilder(
                            URI.create(RestAssured.baseURI + ":" + RestAssured.port + PATH))
                    .header("Authorization", "Bearer " + tenantAdmin())
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                    .build();

            HttpResponse<String> answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(chunked, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("X-Request-ID")).isPresent();
            assertThat(answer.body()).contains("payload_too_large");
            assertRefused(get(PATH), 404, "secret_not_found");
        }

        @Test
        void aTrailThatCannotBeWrittenKeepsTheValueBack() {
            put("{\"data\": {\"password\": \"kept-back\"}}");
            Superuser.run("REVOKE INSERT ON audit_event FROM undercroft_batch");
            try {
                Response answer = get(PATH);

                assertRefused(answer, 503, "service_unavailable");
                assertThat(answer.asString()).doesNotContain("kept-back");
                assertThat(answer.header("Retry-After")).isNotBlank();
            } finally {
                Superuser.run("GRANT INSERT ON audit_event TO undercroft_batch");
            }
            assertThat(get(PATH).statusCode()).isEqualTo(200);
        }

        @Test
        void aTrailThatCannotBeWrittenKeepsAChangeBack() {
            put("{\"data\": {\"n\": 1}}");
            Superuser.run("REVOKE INSERT ON audit_event FROM undercroft_app");
            try {
                assertRefused(put("{\"data\": {\"n\": 2}}"), 503, "service_unavailable");
            } finally {
                Superuser.run("GRANT INSERT ON audit_event TO undercroft_app");
            }
            assertThat(get(PATH).<Integer>path("version")).isEqualTo(1);
        }
    }

    /** No policy, no answer about what exists (section 2.5). */
    @Nested
    class DeniedBeforeMissing {

        @ParameterizedTest
        @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "VERSIONS", "METADATA", "RESTORE", "ROTATE"})
        void aStrangerCannotTellWhetherASecretExists(String operation) {
            put("{\"data\": {}}");
            String stranger = user("stranger").scope(EVERY_SCOPE).sign();

            Response there = ask(stranger, operation, "app/db");
            Response missing = ask(stranger, operation, "no/db");

            assertRefused(there, 403, "access_denied");
            assertRefused(missing, 403, "access_denied");
            assertThat(there.<String>path("error.message").replace("app/db", "no/db"))
                    .isEqualTo(missing.<String>path("error.message"));
        }

        private Response ask(String token, String operation, String path) {
            String at = "/v1/secrets/" + path;
            return switch (operation) {
                case "GET" -> as(token).get(at);
                case "PUT" -> as(token).body("{\"data\": {}}").put(at);
                case "PATCH" -> as(token).body("{}").patch(at);
                case "DELETE" -> as(token).delete(at);
                case "VERSIONS" -> as(token).get(at + "/versions");
                case "METADATA" -> as(token).get("/v1/secrets/metadata/" + path);
                case "RESTORE" -> as(token).post(at + "/restore");
                case "ROTATE" -> as(token).body("{\"new_value\": {}}").post(at + "/rotate");
                default -> throw new IllegalArgumentException(operation);
            };
        }
    }

    @Nested
    class RequestIds {

        @Test
        void oneOfTheCallersOwnIsKept() {
            Response answer =
                    as(tenantAdmin()).header("X-Request-ID", "trace-7.of_mine").get(PATH);

            assertRefused(answer, 404, "secret_not_found");
            assertThat(answer.header("X-Request-ID")).isEqualTo("trace-7.of_mine");
        }

        @ParameterizedTest
        @ValueSource(strings = {"with space", "<script>", "a,b"})
        void oneThatIsNotWellFormedIsReplaced(String id) {
            Response answer = as(tenantAdmin()).header("X-Request-ID", id).get(PATH);

            assertRefused(answer, 404, "secret_not_found");
            assertThat(answer.header("X-Request-ID")).startsWith("req_");
        }
    }
}
