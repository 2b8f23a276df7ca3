package dev.undercroft.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.util.Set;

/** What every refusal looks like, whatever was wrong (secrets specification, section 2.1). */
public final class Refusal {

    private static final Set<String> FIELDS = Set.of("code", "message", "details", "request_id");

    private Refusal() {}

    /** Holds an answer against status, code and envelope; returns its details, an empty node where there are none. */
    public static JsonNode assertRefused(Response answer, int status, String code) {
        assertThat(answer.statusCode() + " " + answer.asString())
                .as("status and body")
                .startsWith(status + " ")
                .contains("\"" + code + "\"");
        JsonNode body = Json.of(answer);
        assertThat(body.fieldNames()).toIterable().containsExactly("error");
        JsonNode error = body.get("error");
        assertThat(error.fieldNames()).toIterable().isSubsetOf(FIELDS);
        assertThat(error.path("code").textValue()).isEqualTo(code);
        assertThat(error.path("message").textValue()).as("message").isNotBlank();
        assertThat(error.path("request_id").textValue())
                .as("request id")
                .isNotBlank()
                .isEqualTo(answer.header("X-Request-ID"));
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return error.path("details");
    }
}
