package dev.undercroft.secrets;

import static dev.undercroft.testing.Refusal.assertRefused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Json;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not get in: nothing of it is stored, and no value comes back in the refusal. */
@QuarkusTest
class BadInputTest extends ApiTest {

    private static final String CANARY = "c4nary-value-7731";

    private void assertNothingIsStored() {
        assertThat(Superuser.texts("SELECT path FROM secret WHERE realm_id = '" + tenant + "'"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\": {\"p\": \"c4nary-value-7731\"",
                "{\"data\": {\"p\": c4nary-value-7731}}",
                "{\"data\": \"c4nary-value-7731\"}",
                "{\"data\": [\"c4nary-value-7731\"]}",
                "\"c4nary-value-7731\"",
                "[\"c4nary-value-7731\"]",
                "{\"data\": {}, \"data\": {\"p\": \"c4nary-value-7731\"}}",
                "{\"data\": {\"p\": 1, \"p\": \"c4nary-value-7731\"}}",
                "{\"data\": {\"p\": \"c4nary-value-7731\"}} {}",
                "{\"data\": {}, \"options\": \"c4nary-value-7731\"}",
                "{\"data\": {}, \"options\": {\"max_versions\": \"c4nary-value-7731\"}}",
                "{\"data\": {}, \"options\": {\"expires_in\": \"c4nary-value-7731\"}}",
                "{\"data\": {}, \"options\": {\"expires_at\": \"c4nary-value-7731\"}}",
                "{\"data\": {}, \"options\": {\"unknown\": \"c4nary-value-7731\"}}",
                "{\"data\": {}, \"secret_type\": \"c4nary-value-7731\"}",
                "{\"data\": {}, \"secret_type\": [\"c4nary-value-7731\"]}",
                "{\"data\": {}, \"metadata\": \"c4nary-value-7731\"}",
                "{\"data\": {}, \"metadata\": {\"tags\": [[\"c4nary-value-7731\"]]}}",
                "{\"data\": {}, \"metadata\": {\"description\": [\"c4nary-value-7731\"]}}",
                "{\"value\": \"c4nary-value-7731\", \"data\": {}}"
            })
    void aBodyThatCannotBeReadLeavesNothingAndIsNotRepeated(String body) {
        Response answer = as(tenantAdmin()).body(body).put("/v1/secrets/app/db");

        assertThat(answer.statusCode()).isIn(400, 422);
        assertRefused(answer, answer.statusCode(), answer.path("error.code"));
        assertThat(answer.asString()).doesNotContain(CANARY);
        assertNothingIsStored();
    }

    static Stream<String> metadataThatIsTooMuch() {
        return Stream.of(
                "{\"description\": \"" + "x".repeat(1001) + "\"}",
                "{\"owner\": \"" + "x".repeat(1001) + "\"}",
                "{\"tags\": [\"" + "x".repeat(129) + "\"]}",
                "{\"tags\": [\"\"]}",
                "{\"tags\": [" + Stream.generate(() -> "\"t\"").limit(51).collect(Collectors.joining(",")) + "]}",
                "{\"custom\": \"" + "x".repeat(16_400) + "\"}",
                "{\"custom\": \"\\u0000\"}",
                "{\"description\": \"a\\u0000b\"}",
                "{\"tags\": [\"\\u0000\"]}",
                "{\"cus\\u0000tom\": 1}");
    }

    @ParameterizedTest
    @MethodSource("metadataThatIsTooMuch")
    void metadataBeyondItsLimitsIsRefused(String metadata) {
        Response answer = as(tenantAdmin())
                .body("{\"data\": {}, \"metadata\": " + metadata + "}")
                .put("/v1/secrets/app/db");

        assertRefused(answer, 422, "validation_error");
        assertNothingIsStored();
    }

    @Test
    void aValueMayHoldWhatMetadataMayNot() {
        String value = "{\"n\": \"a\\u0000b\", \"big\": 123456789012345678901234567890.10, \"deep\": [[[{}]]]}";

        as(tenantAdmin())
                .body("{\"data\": " + value + "}")
                .put("/v1/secrets/app/db")
                .then()
                .statusCode(201);

        assertThat(as(tenantAdmin()).get("/v1/secrets/app/db").asString())
                .contains("a\\u0000b", "123456789012345678901234567890.10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "90",
                "d",
                "-1d",
                "+1d",
                "0d",
                "1.5h",
                "1 h",
                "1D",
                "1y",
                "1h30m",
                "9999999999d",
                "٣d",
                "PT1H"
            })
    void aMalformedDurationIsRefused(String duration) {
        Response answer = as(tenantAdmin())
                .body("{\"data\": {}, \"options\": {\"expires_in\": \"" + duration + "\"}}")
                .put("/v1/secrets/app/db");

        assertRefused(answer, 400, "invalid_duration");
        assertNothingIsStored();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-04-23",
                "2026-04-23T14:00:00",
                "2026-02-30T00:00:00Z",
                "2026-04-23T25:00:00Z",
                "1776952800",
                "now",
                "99999-01-01T00:00:00Z",
                "\\u0000"
            })
    void aMalformedTimeIsRefused(String time) {
        Response answer = as(tenantAdmin())
                .body("{\"data\": {}, \"options\": {\"expires_at\": \"" + time + "\"}}")
                .put("/v1/secrets/app/db");

        assertRefused(answer, 422, "validation_error");
        assertNothingIsStored();
    }

    /** The grammar of section 1.2, by each of its rules. */
    @Nested
    class Paths {

        static Stream<String> bad() {
            return Stream.of(
                    "App/db",
                    "app/DB",
                    "app/db.key",
                    "app.d/db",
                    "app/d%20b",
                    "app/d%C3%BC",
                    "app/db~",
                    "app/db:1",
                    "app/db@host",
                    "app/db+1",
                    "app/db,1",
                    "app/db*",
                    "app/./db",
                    "app/../db",
                    "../db",
                    "app/..",
                    "app/.",
                    "app/%2e%2e/db",
                    "app/%2E%2E/db",
                    "app/%252e%252e/db",
                    "app/%252Fdb",
                    "app//db",
                    "app/%2Fdb",
                    "app%2F%2Fdb",
                    "/app/db",
                    "%2Fapp/db",
                    "app/db/",
                    "app/db%2F",
                    "app/db;v=1",
                    "app;v=1/db",
                    "app/db;",
                    "app/%00db",
                    "app/db%0A",
                    "app/db%0d%0a",
                    "app%5Cdb",
                    "%41pp/db",
                    "a/b/c/d/e/f/g/h/i/j/k",
                    "a%2Fb%2Fc%2Fd%2Fe%2Ff%2Fg%2Fh%2Fi%2Fj%2Fk",
                    "x".repeat(513),
                    "x".repeat(256) + "/" + "y".repeat(256));
        }

        @ParameterizedTest
        @MethodSource("bad")
        void aPathThatBreaksARuleIsRefusedBeforeItIsWritten(String path) throws IOException {
            Answer answer = raw("PUT", "/v1/secrets/" + path, "{\"data\": {\"p\": \"" + CANARY + "\"}}");

            assertThat(answer.status() + " " + answer.body()).startsWith("400 ").doesNotContain(CANARY);
            assertThat(Json.of(answer.body()).at("/error/code").textValue()).isEqualTo("invalid_path");
            assertNothingIsStored();
        }

        @ParameterizedTest
        @MethodSource("bad")
        void noOtherOperationTakesItEither(String path) throws IOException {
            for (String request : List.of(
                    "GET /v1/secrets/" + path,
                    "DELETE /v1/secrets/" + path,
                    "GET /v1/secrets/metadata/" + path,
                    "GET /v1/partner/secrets/" + path,
                    "GET /v1/t/" + tenant + "/secrets/" + path)) {
                String[] parts = request.split(" ", 2);
                Answer answer = raw(parts[0], parts[1], "");

                assertThat(answer.status() + " " + answer.body())
                        .as(request)
                        .startsWith("400 ")
                        .contains("\"invalid_path\"");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"metadata", "metadata/x", "expiring", "versions", "app/versions"})
        void aPathThatAnOperationWouldHideIsNotMade(String path) {
            assertRefused(as(tenantAdmin()).body("{\"data\": {}}").put("/v1/secrets/" + path), 400, "invalid_path");
            assertNothingIsStored();
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "a/b/c/d/e/f/g/h/i/j", "0/-/_", "batch", "batch/metadata", "x/restore", "rotate"})
        void aPathWithinTheRulesIsKept(String path) {
            as(tenantAdmin())
                    .body("{\"data\": {}}")
                    .put("/v1/secrets/" + path)
                    .then()
                    .statusCode(201);

            assertThat(as(tenantAdmin()).get("/v1/secrets/" + path).<String>path("path"))
                    .isEqualTo(path);
        }

        @Test
        void aPathOf512CharactersIsKept() {
            String path = "x".repeat(256) + "/" + "y".repeat(255);

            as(tenantAdmin())
                    .body("{\"data\": {}}")
                    .put("/v1/secrets/" + path)
                    .then()
                    .statusCode(201);
        }

        @ParameterizedTest
        @ValueSource(strings = {"app%2Fdb%2Fpassword", "app%2fdb%2fpassword", "app/db%2Fpassword"})
        void encodedSlashesMeanSlashes(String encoded) throws IOException {
            Answer written = raw("PUT", "/v1/secrets/" + encoded, "{\"data\": {\"n\": 1}}");

            assertThat(written.status()).isEqualTo(201);
            assertThat(Json.of(written.body()).get("path").textValue()).isEqualTo("app/db/password");
            assertThat(as(tenantAdmin()).get("/v1/secrets/app/db/password").<Integer>path("data.n"))
                    .isEqualTo(1);
            assertThat(raw("GET", "/v1/secrets/metadata/" + encoded, "").status())
                    .isEqualTo(200);
            assertThat(raw("GET", "/v1/secrets/" + encoded + "/versions", "").status())
                    .isEqualTo(200);
            assertThat(raw("GET", "/v1/t/" + tenant + "/secrets/" + encoded, "").status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class ForeignCursors {

        private String cursor() {
            for (String path : List.of("a", "b", "c")) {
                write(tenantAdmin(), path, "p");
            }
            return as(tenantAdmin()).get("/v1/secrets?limit=1").path("cursor");
        }

        private Response list(String token, String query, String cursor) {
            return given().auth().oauth2(token).queryParam("cursor", cursor).get("/v1/secrets" + query);
        }

        @Test
        void aCursorOfThisListWorksWithAnotherLimit() {
            String cursor = cursor();

            Response answer = list(tenantAdmin(), "?limit=2", cursor);

            assertThat(answer.<List<String>>path("secrets.path")).containsExactly("b", "c");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 5, 15, 20})
        void aCutCursorIsRefused(int kept) {
            String cursor = cursor();

            assertRefused(list(tenantAdmin(), "", cursor.substring(0, kept)), 400, "invalid_cursor");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 10, 21})
        void aForgedCursorIsRefused(int at) {
            String cursor = cursor();
            char other = cursor.charAt(at) == 'A' ? 'B' : 'A';

            assertRefused(
                    list(tenantAdmin(), "", cursor.substring(0, at) + other + cursor.substring(at + 1)),
                    400,
                    "invalid_cursor");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "?prefix=a",
                    "?tag=x",
                    "?secret_type=kv",
                    "?include_expired=true",
                    "?updated_after=2020-01-01T00:00:00Z",
                    "?expires_before=2030-01-01T00:00:00Z"
                })
        void aCursorOfOtherFiltersIsRefused(String query) {
            assertRefused(list(tenantAdmin(), query, cursor()), 400, "invalid_cursor");
        }

        @Test
        void aCursorOfAnotherTenantIsRefused() {
            String cursor = cursor();
            String other = "tnt_" + unique();
            makeTenant(other, partner);

            assertRefused(list(tenantAdmin(other), "", cursor), 400, "invalid_cursor");
        }

        @Test
        void aCursorOfAnotherListIsRefused() {
            String cursor = cursor();

            for (String list : List.of("/v1/audit/logs", "/v1/policies")) {
                assertRefused(
                        given().auth()
                                .oauth2(tenantAdmin())
                                .queryParam("cursor", cursor)
                                .get(list),
                        400,
                        "invalid_cursor");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"!", "a b", "../..", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
        void nonsenseIsRefused(String cursor) {
            assertRefused(list(tenantAdmin(), "", cursor), 400, "invalid_cursor");
        }

        @Test
        void anEndlessCursorIsRefused() {
            assertRefused(list(tenantAdmin(), "", "A".repeat(4000)), 400, "invalid_cursor");
        }
    }

    @Test
    void aBatchBeyondItsSizeIsRefused() {
        String paths = Stream.iterate(0, i -> i + 1)
                .limit(101)
                .map(i -> "\"p" + i + "\"")
                .collect(Collectors.joining(","));

        assertRefused(
                as(tenantAdmin()).body("{\"paths\": [" + paths + "]}").post("/v1/secrets/batch"),
                422,
                "validation_error");
        assertRefused(as(tenantAdmin()).body("{\"paths\": []}").post("/v1/secrets/batch"), 422, "validation_error");
        assertRefused(as(tenantAdmin()).body("{}").post("/v1/secrets/batch"), 400, "invalid_request");
        assertRefused(as(tenantAdmin()).body("{\"paths\": \"a\"}").post("/v1/secrets/batch"), 422, "validation_error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prefix=%00",
                "tag=%00",
                "prefix=%ff",
                "prefix=a%25",
                "prefix=%5C",
                "prefix='%20OR%201=1--",
                "tag='",
                "tag=%25"
            })
    void aStrangeFilterFindsNothingAndBreaksNothing(String query) throws IOException {
        write(tenantAdmin(), "app/db", "p");

        Answer answer = raw("GET", "/v1/secrets?" + query, "");

        assertThat(answer.status()).as(answer.body()).isIn(200, 400, 422);
        if (answer.status() == 200) {
            assertThat(Json.of(answer.body()).get("secrets")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/secrets?prefix=%00",
                "GET /v1/secrets?tag=%00",
                "GET /v1/secrets/expiring?prefix=%00",
                "GET /v1/audit/logs?identity_id=%00",
                "GET /v1/audit/logs?path_prefix=%00",
                "GET /v1/policies/%00",
                "DELETE /v1/policies/%00/bindings/%00"
            })
    void theCharacterThatTheDatabaseCannotHoldIsRefusedWhereverItStands(String request) throws IOException {
        Answer answer = raw(request.split(" ")[0], request.split(" ")[1], "");

        assertThat(answer.status() + " " + answer.body()).startsWith("4");
    }

    @Test
    void theCharacterThatTheDatabaseCannotHoldIsRefusedInNames() {
        assertRefused(
                as(tenantAdmin())
                        .body("{\"name\": \"a\\u0000\", \"rules\": [{\"path_pattern\": \"a\", \"permissions\":"
                                + " [\"read\"]}]}")
                        .post("/v1/policies"),
                400,
                "invalid_request");
        assertRefused(
                as(partnerAdmin()).body("{\"name\": \"a\\u0000\"}").post("/v1/identity/tenants"),
                400,
                "invalid_request");
    }

    private record Answer(int status, String body) {}

    /** A request as it stands, since every client library mends what it thinks is a mistake. */
    private Answer raw(String method, String target, String body) throws IOException {
        URI service = URI.create(RestAssured.baseURI);
        try (Socket socket = new Socket(service.getHost(), RestAssured.port)) {
            String request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Authorization: Bearer " + tenantAdmin()
                    + "\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            int status = Integer.parseInt(answer.readLine().split(" ")[1]);
            while (!answer.readLine().isEmpty()) {
                // Headers.
            }
            return new Answer(status, answer.lines().collect(Collectors.joining("\n")));
        }
    }
}
