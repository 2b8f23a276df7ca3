package dev.undercroft.secrets;

import static dev.undercroft.testing.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One field of a secret, so that simple consumers need no JSON. */
@QuarkusTest
class SecretFieldTest extends ApiTest {

    private static final String PATH = "/v1/secrets/app/db";

    @BeforeEach
    void writeSecret() {
        as(tenantAdmin())
                .body("{\"data\": {\"password\": \"p\\u00e4ss \\\"w\\\"\\n\", \"port\": 5432.10, \"tls\": true,"
                        + " \"none\": null, \"hosts\": [\"a\", {\"b\": 1}], \"a.b\": \"dotted\"}}")
                .put(PATH)
                .then()
                .statusCode(201);
    }

    private Response plain(String field) {
        return as(tenantAdmin()).accept("text/plain").queryParam("field", field).get(PATH);
    }

    @Test
    void aTextIsTheAnswerAsItIs() {
        Response answer = plain("password");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("text/plain;charset=UTF-8");
        assertThat(answer.asString()).isEqualTo("p\u00e4ss \"w\"\n");
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(plain("a.b").asString()).isEqualTo("dotted");
        assertThat(as(tenantAdmin())
                        .header("Accept", "Text/Plain")
                        .get(PATH + "?field=tls")
                        .asString())
                .isEqualTo("true");
    }

    @Test
    void whatIsNoTextIsJson() {
        assertThat(plain("port").asString()).isEqualTo("5432.10");
        assertThat(plain("tls").asString()).isEqualTo("true");
        assertThat(plain("none").asString()).isEqualTo("null");
        assertThat(plain("hosts").asString()).isEqualTo("[\"a\",{\"b\":1}]");
    }

    @Test
    void asJsonTheValueHasTheFieldAlone() {
        Response answer = as(tenantAdmin()).get(PATH + "?field=port");

        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.asString()).contains("\"data\":{\"port\":5432.10}", "\"version\":1");
    }

    @Test
    void aFieldThatIsNotThereIsToldAndTheReadIsOnRecordOnce() {
        Response answer = plain("passwort");

        assertRefused(answer, 404, "field_not_found");
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(Superuser.texts("SELECT code FROM audit_event WHERE realm_id = '" + tenant
                        + "' AND action = 'read' AND request_id = '" + answer.header("X-Request-ID") + "'"))
                .hasSize(1);
    }

    @Test
    void plainTextNeedsAField() {
        assertRefused(as(tenantAdmin()).accept("text/plain").get(PATH), 422, "validation_error");
    }

    @Test
    void anOldVersionAndAnEncodedPathHaveFieldsToo() {
        write(tenantAdmin(), "app/db", "second");

        assertThat(plain("password").asString()).isEqualTo("second");
        assertThat(as(tenantAdmin())
                        .accept("text/plain")
                        .urlEncodingEnabled(false)
                        .get("/v1/secrets/app%2Fdb?version=1&field=tls")
                        .asString())
                .isEqualTo("true");
    }

    @Test
    void aRefusalIsJsonWhateverWasAskedFor() {
        Response answer = as(user("ada").scope("secrets:read").sign())
                .accept("text/plain")
                .get(PATH + "?field=password");

        assertRefused(answer, 403, "access_denied");
        assertThat(answer.asString()).doesNotContain("w\\");
    }
}
