package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.Json;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExportTest extends EntriesApi {

    private void inEnvironment(String category, String name, String value, String environment) {
        String body = Json.object("categoryId", category, "name", name, "value", value, "environment", environment);
        created(as(alice()).body(body).post("/api/entries"));
    }

    @Test
    void anExportIsAFileOfBlocksByCategoryAndThenInTheOrderOfCreation() {
        String openAi = category(alice(), SIMPLE);
        String aws = category(alice(), GROUP);
        inEnvironment(openAi, "Blog Project", "sk-abc123", "production");
        inEnvironment(
                aws,
                "My AWS Account",
                "{\"AWS_SECRET_ACCESS_KEY\": \"a b\", \"AWS_ACCESS_KEY_ID\": \"AKIA\"}",
                "staging");
        inEnvironment(openAi, "Shop", "sk-def456", null);

        Response answer = ok(as(alice()).get("/api/export"));

        assertThat(answer.contentType()).isEqualToIgnoringCase("text/plain; charset=utf-8".replace("; ", ";"));
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"kagi-export.env\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.asString()).isEqualTo("""
                # OpenAI API \u2014 Blog Project (production)
                OPENAI_API_KEY=sk-abc123

                # OpenAI API \u2014 Shop
                OPENAI_API_KEY=sk-def456

                # AWS \u2014 My AWS Account (staging)
                AWS_ACCESS_KEY_ID=AKIA
                AWS_SECRET_ACCESS_KEY='a b'

                """);
    }

    @Test
    void nothingIsAnEmptyFile() {
        assertThat(ok(as(alice()).get("/api/export")).asString()).isEmpty();
    }

    @Test
    void aFieldThatWasDefinedLaterIsLeftOut() {
        String aws = category(alice(), GROUP);
        inEnvironment(aws, "a", "{\"AWS_SECRET_ACCESS_KEY\": \"s\", \"AWS_ACCESS_KEY_ID\": \"i\"}", null);
        ok(as(alice())
                .body("{\"fieldDefinitions\": [\"AWS_REGION\", \"AWS_ACCESS_KEY_ID\"]}")
                .put("/api/categories/" + aws));

        assertThat(as(alice()).get("/api/export").asString()).isEqualTo("# AWS \u2014 a\nAWS_ACCESS_KEY_ID=i\n\n");
    }

    @Test
    void anExportHasAMeasure() {
        String category = category(alice(), SIMPLE);
        inEnvironment(category, "big", "x".repeat(64 * 1024), null);
        Superuser.run(
                "INSERT INTO entry SELECT realm_id, gen_random_uuid(), owner, category_id, key_type, name, environment,"
                        + " notes, sealed, value_version, created_at, updated_at FROM entry, generate_series(1, 128)"
                        + " WHERE category_id = '" + category + "'");

        String message = refused(as(alice()).get("/api/export"), 413, "PAYLOAD_TOO_LARGE");

        assertThat(message).contains("8 MiB");
    }

    @Test
    void everyExportedEntryStandsInTheTrail() {
        String category = category(alice(), SIMPLE);
        inEnvironment(category, "a", "v", null);
        inEnvironment(category, "b", "v", null);

        ok(as(alice()).get("/api/export"));

        assertThat(Superuser.texts(
                        "SELECT e.name FROM audit_event a JOIN entry e ON a.secret_path = '/api/entries/' || e.id"
                                + " WHERE a.realm_id = '" + tenant + "' AND a.action = 'export' AND a.success"))
                .containsExactlyInAnyOrder("a", "b");
    }
}
