package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Json;
import dev.undercroft.testing.TokenBuilder;
import io.restassured.response.Response;
import java.util.List;

/** What tests of the entries door share: people with their scopes, things of theirs, refusals in the door's form. */
abstract class EntriesApi extends ApiTest {

    static final String ALL_SCOPES =
            "categories:read categories:write entries:read entries:write entries:reveal 2fa:read"
                    + " 2fa:write 2fa:reveal envs:read envs:write envs:reveal stats:read export:read";
    static final String SIMPLE =
            "{\"name\": \"OpenAI API\", \"keyType\": \"simple\", \"envVarName\": \"OPENAI_API_KEY\", \"icon\": \"openai\"}";
    static final String GROUP = "{\"name\": \"AWS\", \"keyType\": \"group\","
            + " \"fieldDefinitions\": [\"AWS_ACCESS_KEY_ID\", \"AWS_SECRET_ACCESS_KEY\"]}";

    String alice() {
        return person("alice", ALL_SCOPES);
    }

    String person(String subject, String... scopes) {
        return user(subject).scope(scopes).sign();
    }

    String application(String subject, String... scopes) {
        return TokenBuilder.token(clock)
                .tenant(tenant)
                .serviceAccount(subject)
                .scope(scopes)
                .sign();
    }

    static Response created(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer;
    }

    static Response ok(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    static void gone(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(204);
        assertThat(answer.asString()).isEmpty();
    }

    static String post(String token, String path, String body) {
        return created(as(token).body(body).post(path)).path("id");
    }

    static String category(String token, String body) {
        return post(token, "/api/categories", body);
    }

    static String entry(String token, String category, String name, String value) {
        String body = Json.object("categoryId", category, "name", name, "value", value);
        return post(token, "/api/entries", body);
    }

    static Response reveal(String token, String entry) {
        return as(token).post("/api/entries/" + entry + "/reveal");
    }

    static String accessKey(String token, String... scopes) {
        return created(as(token)
                        .body("{\"name\": \"ci\", \"scopes\": [\"" + String.join("\", \"", scopes) + "\"]}")
                        .post("/api/access-keys"))
                .path("key");
    }

    /** Holds a refusal against status, code and the door's form; returns its message. */
    static String refused(Response answer, int status, String code) {
        assertThat(answer.statusCode() + " " + answer.asString()).startsWith(status + " ");
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonNode body = Json.of(answer);
        assertThat(body.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(List.of("error", "code"));
        assertThat(body.get("code").textValue()).isEqualTo(code);
        assertThat(body.get("error").textValue()).isNotBlank();
        return body.get("error").textValue();
    }
}
