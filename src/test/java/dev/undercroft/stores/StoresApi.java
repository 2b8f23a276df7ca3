package dev.undercroft.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Json;
import dev.undercroft.testing.TokenBuilder;
import io.restassured.response.Response;

/** What tests of the stores door share. */
abstract class StoresApi extends ApiTest {

    String base() {
        return base(tenant);
    }

    static String base(String account) {
        return "/accounts/" + account + "/secrets_store";
    }

    String secrets(String store) {
        return base() + "/stores/" + store + "/secrets";
    }

    String writer() {
        return user("writer").scope("stores:read", "stores:write").sign();
    }

    /** A token that speaks for services. */
    String service(String... services) {
        return TokenBuilder.token(clock)
                .tenant(tenant)
                .serviceAccount("svc-" + String.join("-", services))
                .scope("stores:resolve")
                .claim("services", java.util.List.of(services))
                .sign();
    }

    /** Holds a success against its envelope; gives its result. */
    static JsonNode result(Response answer, int status) {
        assertThat(answer.statusCode() + " " + answer.asString()).startsWith(status + " ");
        assertThat(answer.contentType()).startsWith("application/json");
        JsonNode body = Json.of(answer);
        assertThat(body.get("success").booleanValue()).isTrue();
        assertThat(body.get("errors")).isEmpty();
        assertThat(body.get("messages").isArray()).isTrue();
        assertThat(body.has("result")).isTrue();
        return body.get("result");
    }

    static JsonNode result(Response answer) {
        return result(answer, 200);
    }

    /** Holds a refusal against its envelope; gives its message. */
    static String refused(Response answer, int status, int code) {
        assertThat(answer.statusCode() + " " + answer.asString()).startsWith(status + " ");
        assertThat(answer.contentType()).startsWith("application/json");
        JsonNode body = Json.of(answer);
        assertThat(body.get("success").booleanValue()).isFalse();
        assertThat(body.get("messages").isArray()).isTrue();
        assertThat(body.get("result").isNull()).isTrue();
        assertThat(body.get("errors")).hasSize(1);
        assertThat(body.at("/errors/0/code").intValue()).isEqualTo(code);
        return body.at("/errors/0/message").textValue();
    }

    String store(String name) {
        return result(as(writer()).body("{\"name\": \"" + name + "\"}").post(base() + "/stores"))
                .get("id")
                .textValue();
    }

    String secret(String store, String name, String value, String... scopes) {
        return result(as(writer())
                        .body("[{\"name\": \"" + name + "\", \"value\": \"" + value + "\", \"scopes\": [\""
                                + String.join("\", \"", scopes) + "\"]}]")
                        .post(secrets(store)))
                .get(0)
                .get("id")
                .textValue();
    }
}
