package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of a group are held against the fields of their category. */
@QuarkusTest
class GroupValueTest extends EntriesApi {

    private static final String SECRET = "s3cret-that-no-message-repeats";

    private String category;

    @BeforeEach
    void aGroup() {
        category = category(alice(), "{\"name\": \"g\", \"keyType\": \"group\", \"fieldDefinitions\": [\"B\", \"A\"]}");
    }

    private Response create(String value) {
        return as(alice())
                .body("{\"categoryId\": \"" + category + "\", \"name\": \"p\", \"value\": " + value + "}")
                .post("/api/entries");
    }

    @Test
    void anObjectIsTakenAsWellAsItsTextAndComesBackInTheOrderOfTheFields() {
        String asObject = created(create("{\"A\": \"1\", \"B\": \"\"}")).path("id");
        String asText = created(create("\"{\\\"A\\\": \\\"1\\\", \\\"B\\\": \\\"\\\"}\""))
                .path("id");

        for (String id : new String[] {asObject, asText}) {
            assertThat(reveal(alice(), id).asString()).contains("\"value\":{\"B\":\"\",\"A\":\"1\"}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"A\": \"$\"} | lacks the field 'B'",
                "{\"A\": \"$\", \"B\": \"$\", \"C\": \"$\"} | the field 'C'",
                "{\"A\": \"$\", \"B\": 1} | in the field 'B'",
                "{\"A\": \"$\", \"B\": null} | in the field 'B'",
                "{\"A\": \"$\", \"B\": {\"C\": \"$\"}} | in the field 'B'",
                "{\"A\": \"$\", \"B\": \"$\\u0000\"} | 'value.B'",
                "[\"$\"] | must be an object",
                "\"$\" | must be an object",
                "\"\" | must be an object",
                "\"[]\" | must be an object",
                "\"{\\\"A\\\": \\\"$\\\"\" | must be an object",
                "\"{\\\"A\\\": \\\"$\\\", \\\"A\\\": \\\"$\\\", \\\"B\\\": \\\"$\\\"}\" | must be an object",
                "7 | must be an object"
            })
    void aMessageNamesTheFieldAndNeverTheValue(String value, String said) {
        String message = refused(create(value.replace("$", SECRET)), 400, "VALIDATION_ERROR");

        assertThat(message).contains(said).contains("'value").doesNotContain(SECRET);
    }

    @Test
    void allFieldsTogetherHaveAtMost64KiB() {
        String message = refused(
                create("{\"A\": \"" + "x".repeat(40_000) + "\", \"B\": \"" + "x".repeat(40_000) + "\"}"),
                400,
                "VALIDATION_ERROR");

        assertThat(message).contains("65536");
    }

    @Test
    void fieldsThatAreDefinedAnewHoldForValuesFromThenOn() {
        String id = created(create("{\"A\": \"1\", \"B\": \"2\"}")).path("id");
        ok(as(alice()).body("{\"fieldDefinitions\": [\"C\", \"A\"]}").put("/api/categories/" + category));

        assertThat(Json.of(reveal(alice(), id)).get("value")).isEqualTo(Json.of("{\"A\": \"1\", \"B\": \"2\"}"));
        refused(
                as(alice()).body("{\"value\": {\"A\": \"1\", \"B\": \"2\"}}").put("/api/entries/" + id),
                400,
                "VALIDATION_ERROR");
        ok(as(alice()).body("{\"value\": {\"A\": \"1\", \"C\": \"2\"}}").put("/api/entries/" + id));
        assertThat(Json.of(reveal(alice(), id)).get("value")).isEqualTo(Json.of("{\"A\": \"1\", \"C\": \"2\"}"));
    }
}
