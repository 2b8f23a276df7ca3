package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.testing.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CategoriesTest extends EntriesApi {

    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    @Test
    void aCategoryHasTheDocumentedFieldsAndNothingMore() {
        clock.stopAt(Instant.parse("2026-01-15T10:00:00.123Z"));

        Response answer = created(as(alice()).body(GROUP).post("/api/categories"));

        String id = answer.path("id");
        assertThat(Json.of(answer)).isEqualTo(Json.of("""
                {"id": "%s", "userId": "alice", "name": "AWS", "keyType": "group", "envVarName": null,
                 "fieldDefinitions": ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"], "icon": null,
                 "description": null, "createdAt": "2026-01-15T10:00:00.123Z",
                 "updatedAt": "2026-01-15T10:00:00.123Z"}
                """.formatted(id)));
        assertThat(Json.of(as(alice()).get("/api/categories/" + id))).isEqualTo(Json.of(answer));
        assertThat(Json.of(as(alice()).get("/api/categories")).get(0)).isEqualTo(Json.of(answer));
    }

    @Test
    void aListIsInTheOrderOfCreationAndEmptyAtFirst() {
        assertThat(as(alice()).get("/api/categories").asString()).isEqualTo("[]");
        for (String name : new String[] {"c", "a", "b"}) {
            category(alice(), SIMPLE.replace("OpenAI API", name));
        }

        assertThat(as(alice()).get("/api/categories").<java.util.List<String>>path("name"))
                .containsExactly("c", "a", "b");
    }

    @ParameterizedTest
    @CsvSource({"open%, 1", "OPENAI, 2", "_, 1", "cheap, 1", "%, 1", "nothing, 0"})
    void aSearchIsALiteralPartOfNameOrDescription(String search, int found) {
        category(alice(), SIMPLE.replace("OpenAI API", "openai_main"));
        category(
                alice(),
                SIMPLE.replace("OpenAI API", "OpenAI Open% off").replace("}", ", \"description\": \"CHEAP\"}"));

        Response answer = as(alice()).queryParam("search", search).get("/api/categories");

        assertThat(Json.of(answer)).hasSize(found);
    }

    @Test
    void aChangeTouchesOnlyWhatIsGivenAndNullTakesAway() {
        clock.stopAt(Instant.parse("2026-01-15T10:00:00Z"));
        String id = category(alice(), SIMPLE.replace("}", ", \"description\": \"for all\"}"));
        clock.stopAt(Instant.parse("2026-01-15T11:00:00Z"));

        Response answer = ok(as(alice())
                .body("{\"name\": \"New\", \"icon\": null, \"unknown\": [1]}")
                .put("/api/categories/" + id));

        JsonNode category = Json.of(answer);
        assertThat(category.get("name").textValue()).isEqualTo("New");
        assertThat(category.get("icon").isNull()).isTrue();
        assertThat(category.get("description").textValue()).isEqualTo("for all");
        assertThat(category.get("envVarName").textValue()).isEqualTo("OPENAI_API_KEY");
        assertThat(category.get("createdAt").textValue()).isEqualTo("2026-01-15T10:00:00.000Z");
        assertThat(category.get("updatedAt").textValue()).isEqualTo("2026-01-15T11:00:00.000Z");
    }

    @Test
    void anEmptyChangeMovesTheTimeAlone() {
        clock.stopAt(Instant.parse("2026-01-15T10:00:00Z"));
        String id = category(alice(), SIMPLE);
        clock.stopAt(Instant.parse("2026-01-15T11:00:00Z"));

        Response answer = ok(as(alice()).body("{}").put("/api/categories/" + id));

        assertThat(answer.<String>path("updatedAt")).isEqualTo("2026-01-15T11:00:00.000Z");
    }

    @Test
    void theKeyTypeOfACategoryWithEntriesStays() {
        String id = category(alice(), SIMPLE);
        String change = "{\"keyType\": \"group\", \"fieldDefinitions\": [\"A\"]}";
        String entry = entry(alice(), id, "p", "v");

        refused(as(alice()).body(change).put("/api/categories/" + id), 409, "VALIDATION_ERROR");
        ok(as(alice()).body("{\"keyType\": \"simple\"}").put("/api/categories/" + id));

        gone(as(alice()).delete("/api/entries/" + entry));
        ok(as(alice()).body(change).put("/api/categories/" + id));
    }

    @Test
    void aTypeNeedsItsVariables() {
        refused(
                as(alice()).body("{\"name\": \"n\", \"keyType\": \"simple\"}").post("/api/categories"),
                400,
                "CATEGORY_SIMPLE_REQUIRES_ENV_VAR");
        for (String fields : new String[] {"", ", \"fieldDefinitions\": []", ", \"fieldDefinitions\": null"}) {
            refused(
                    as(alice())
                            .body("{\"name\": \"n\", \"keyType\": \"group\"" + fields + "}")
                            .post("/api/categories"),
                    400,
                    "CATEGORY_GROUP_REQUIRES_FIELDS");
        }
        String id = category(alice(), SIMPLE);
        refused(
                as(alice()).body("{\"envVarName\": null}").put("/api/categories/" + id),
                400,
                "CATEGORY_SIMPLE_REQUIRES_ENV_VAR");
        refused(
                as(alice()).body("{\"keyType\": \"group\"}").put("/api/categories/" + id),
                400,
                "CATEGORY_GROUP_REQUIRES_FIELDS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": \"\", \"keyType\": \"simple\", \"envVarName\": \"A\"}",
                "{\"name\": 1, \"keyType\": \"simple\", \"envVarName\": \"A\"}",
                "{\"name\": null, \"keyType\": \"simple\", \"envVarName\": \"A\"}",
                "{\"name\": \"a\\u0000\", \"keyType\": \"simple\", \"envVarName\": \"A\"}",
                "{\"name\": \"\\ud800\", \"keyType\": \"simple\", \"envVarName\": \"A\"}",
                "{\"name\": \"n\", \"keyType\": \"ssh\", \"envVarName\": \"A\"}",
                "{\"name\": \"n\", \"keyType\": \"simple\", \"envVarName\": \"\"}",
                "{\"name\": \"n\", \"keyType\": \"simple\", \"envVarName\": \"1A\"}",
                "{\"name\": \"n\", \"keyType\": \"simple\", \"envVarName\": \"A-B\"}",
                "{\"name\": \"n\", \"keyType\": \"simple\", \"envVarName\": \"A\\nB=1\"}",
                "{\"name\": \"n\", \"keyType\": \"group\", \"fieldDefinitions\": [\"A\", \"\"]}",
                "{\"name\": \"n\", \"keyType\": \"group\", \"fieldDefinitions\": [\"A\", null]}",
                "{\"name\": \"n\", \"keyType\": \"group\", \"fieldDefinitions\": [\"A\", \"A\"]}",
                "{\"name\": \"n\", \"keyType\": \"group\", \"fieldDefinitions\": \"A\"}",
                "[]",
                "\"text\"",
                "null",
                "{\"name\": \"n\", \"name\": \"m\", \"keyType\": \"simple\", \"envVarName\": \"A\"}",
                "{\"name\": "
            })
    void whatIsNoCategoryIsRefused(String body) {
        refused(as(alice()).body(body).post("/api/categories"), 400, "VALIDATION_ERROR");
    }

    @ParameterizedTest
    @CsvSource({"name, 255", "icon, 50", "description, 1000"})
    void textsHaveALength(String field, int most) {
        String body = "{\"" + field + "\": \"%s\"}";
        String id = category(alice(), SIMPLE);

        ok(as(alice()).body(body.formatted("x".repeat(most))).put("/api/categories/" + id));
        String message = refused(
                as(alice()).body(body.formatted("x".repeat(most + 1))).put("/api/categories/" + id),
                400,
                "VALIDATION_ERROR");

        assertThat(message).contains("'" + field + "'").contains(String.valueOf(most));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fieldDefinitions\": [1]}",
                "{\"fieldDefinitions\": {\"A\": \"B\"}}",
                "{\"fieldDefinitions\": \"A\"}",
                "{\"fieldDefinitions\": [\"a b\"]}",
                "{\"envVarName\": 7}",
                "{\"envVarName\": \"a b\"}",
                "{\"icon\": []}",
                "{\"keyType\": \"json\"}",
                "{\"name\": \"\"}"
            })
    void aBadChangeIsRefusedWhateverItsTarget(String body) {
        String id = category(alice(), SIMPLE);

        refused(as(alice()).body(body).put("/api/categories/" + id), 400, "VALIDATION_ERROR");
        refused(as(alice()).body(body).put("/api/categories/" + UNKNOWN), 400, "VALIDATION_ERROR");
        refused(as(alice()).body(body).put("/api/categories/none"), 400, "VALIDATION_ERROR");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String id : new String[] {UNKNOWN, "none", "0-0-0-0-0", "%27"}) {
            String path = "/api/categories/" + id;
            refused(as(alice()).urlEncodingEnabled(false).get(path), 404, "CATEGORY_NOT_FOUND");
            refused(as(alice()).urlEncodingEnabled(false).body("{}").put(path), 404, "CATEGORY_NOT_FOUND");
            refused(as(alice()).urlEncodingEnabled(false).delete(path), 404, "CATEGORY_NOT_FOUND");
        }
    }

    @Test
    void aDeletedCategoryTakesItsEntriesAlong() {
        String id = category(alice(), SIMPLE);
        String other = category(alice(), SIMPLE);
        String entry = entry(alice(), id, "p", "v");
        entry(alice(), other, "q", "v");

        gone(as(alice()).delete("/api/categories/" + id));

        refused(reveal(alice(), entry), 404, "ENTRY_NOT_FOUND");
        assertThat(Json.of(as(alice()).get("/api/entries"))).hasSize(1);
    }
}
