package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EntriesTest extends EntriesApi {

    @Inject
    SessionFactory sessions;

    private String category;

    @BeforeEach
    void aCategory() {
        category = category(alice(), SIMPLE);
    }

    private Response create(String fields) {
        return as(alice())
                .body("{\"categoryId\": \"" + category + "\", \"name\": \"p\", \"value\": \"v\"" + fields + "}")
                .post("/api/entries");
    }

    @Test
    void anEnvironmentThatIsNotGivenStaysAbsent() {
        Response answer = created(create(""));

        assertThat(Json.of(answer).get("environment").isNull()).isTrue();
        assertThat(Json.of(answer).get("notes").isNull()).isTrue();
        assertThat(Json.of(reveal(alice(), answer.path("id")))
                        .get("environment")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"categoryId\": \"$\", \"name\": \"p\"}",
                "{\"categoryId\": \"$\", \"value\": \"v\"}",
                "{\"name\": \"p\", \"value\": \"v\"}",
                "{\"categoryId\": \"none\", \"name\": \"p\", \"value\": \"v\"}",
                "{\"categoryId\": 1, \"name\": \"p\", \"value\": \"v\"}",
                "{\"categoryId\": \"$\", \"name\": \"p\", \"value\": \"\"}",
                "{\"categoryId\": \"$\", \"name\": \"p\", \"value\": 5}",
                "{\"categoryId\": \"$\", \"name\": \"p\", \"value\": null}",
                "{\"categoryId\": \"$\", \"name\": \"p\", \"value\": {\"A\": \"b\"}}",
                "{\"categoryId\": \"$\", \"name\": \"p\", \"value\": \"a\\u0000b\"}",
                "{\"categoryId\": \"$\", \"name\": \"p\", \"value\": \"\\ud83d\"}",
                "{\"categoryId\": \"$\", \"name\": \"p\", \"value\": \"v\", \"environment\": \"local\"}",
                "{\"categoryId\": \"$\", \"name\": \"p\", \"value\": \"v\", \"environment\": 1}",
                "{\"categoryId\": \"$\", \"name\": \"\", \"value\": \"v\"}",
                "{\"categoryId\": \"$\", \"name\": \"p\", \"value\": \"v\"",
                "[]"
            })
    void whatIsNoEntryIsRefused(String body) {
        refused(as(alice()).body(body.replace("$", category)).post("/api/entries"), 400, "VALIDATION_ERROR");
    }

    @Test
    void aCategoryThatIsNotThereIsNotFoundAndUnknownFieldsAreIgnored() {
        refused(
                as(alice())
                        .body("{\"categoryId\": \"" + UUID.randomUUID() + "\", \"name\": \"p\", \"value\": \"v\"}")
                        .post("/api/entries"),
                404,
                "CATEGORY_NOT_FOUND");
        created(create(", \"projectName\": \"x\", \"expiresAt\": 7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "\"\"", "null", "[]", "true", "\"a\\u0000\"", "\"\\ud800\""})
    void whatIsNoValueOfAnyCategoryIsRefusedBeforeItsTargetIsLookedFor(String value) {
        String body = "{\"categoryId\": \"" + UUID.randomUUID() + "\", \"name\": \"p\", \"value\": " + value + "}";
        refused(as(alice()).body(body).post("/api/entries"), 400, "VALIDATION_ERROR");
        refused(as(alice()).body(body).put("/api/entries/" + UUID.randomUUID()), 400, "VALIDATION_ERROR");
        refused(as(alice()).body(body).put("/api/entries/none"), 400, "VALIDATION_ERROR");
    }

    @Test
    void writersAndDeletersOfOneCategoryNeverWaitForEachOtherInACircle() {
        for (int i = 0; i < 25; i++) {
            String of = category(alice(), SIMPLE);
            String id = entry(alice(), of, "p", "v");
            var put = CompletableFuture.supplyAsync(
                    () -> as(alice()).body("{\"value\": \"w\"}").put("/api/entries/" + id));
            var created = CompletableFuture.supplyAsync(() -> as(alice())
                    .body(Json.object("categoryId", of, "name", "n", "value", "v"))
                    .post("/api/entries"));
            var changed = CompletableFuture.supplyAsync(() -> as(alice())
                    .body("{\"keyType\": \"group\", \"fieldDefinitions\": [\"A\"]}")
                    .put("/api/categories/" + of));
            assertThat(as(alice()).delete("/api/categories/" + of).statusCode()).isEqualTo(204);
            assertThat(put.join().statusCode()).as(put.join().asString()).isIn(200, 404);
            assertThat(created.join().statusCode())
                    .as(created.join().asString())
                    .isIn(201, 404);
            assertThat(changed.join().statusCode())
                    .as(changed.join().asString())
                    .isIn(409, 404);
        }
    }

    @Test
    void aValueHasAtMost64KiBOfUtf8() {
        String most = "\u00e4".repeat(32 * 1024);

        String id = entry(alice(), category, "p", most);
        String message = refused(
                as(alice())
                        .body(Json.object("categoryId", category, "name", "p", "value", most + "x"))
                        .post("/api/entries"),
                400,
                "VALIDATION_ERROR");

        assertThat(message).contains("65536").contains("'value'");
        assertThat(reveal(alice(), id).<String>path("value")).isEqualTo(most);
    }

    @Test
    void aValueComesBackAsItWent() {
        String value =
                "\u65e5\u672c \ud83d\udd11 \"quoted\" 'single' \\\\ back \n line \t tab $HOME `id` </script> \u2028";

        String id = entry(alice(), category, "p", value);

        assertThat(Json.of(reveal(alice(), id)).get("value").textValue()).isEqualTo(value);
    }

    @Test
    void aChangeTouchesOnlyWhatIsGivenAndNeverTheCategory() {
        clock.stopAt(Instant.parse("2026-01-15T10:00:00Z"));
        String id = created(create(", \"environment\": \"staging\", \"notes\": \"n\""))
                .path("id");
        String other = category(alice(), SIMPLE);
        clock.stopAt(Instant.parse("2026-01-15T10:00:01Z"));

        Response answer = ok(as(alice())
                .body("{\"categoryId\": \"" + other + "\", \"notes\": null}")
                .put("/api/entries/" + id));

        assertThat(answer.<String>path("categoryId")).isEqualTo(category);
        assertThat(answer.<String>path("environment")).isEqualTo("staging");
        assertThat(Json.of(answer).get("notes").isNull()).isTrue();
        assertThat(answer.<String>path("updatedAt")).isEqualTo("2026-01-15T10:00:01.000Z");
        assertThat(reveal(alice(), id).<String>path("value")).isEqualTo("v");
        ok(as(alice()).body("{\"environment\": null}").put("/api/entries/" + id));
        assertThat(Json.of(reveal(alice(), id)).get("environment").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\": \"\"}",
                "{\"value\": null}",
                "{\"value\": {\"A\": \"b\"}}",
                "{\"environment\": \"prod\"}",
                "{\"notes\": 1}",
                "{\"name\": \"\"}"
            })
    void aBadChangeLeavesTheEntryAsItWas(String body) {
        String id = created(create(", \"notes\": \"n\"")).path("id");

        refused(as(alice()).body(body).put("/api/entries/" + id), 400, "VALIDATION_ERROR");

        assertThat(reveal(alice(), id).<String>path("value")).isEqualTo("v");
    }

    @Test
    void listsAreInTheOrderOfCreationWithTheirCategory() {
        String aws = category(alice(), GROUP);
        entry(alice(), category, "b", "v");
        entry(alice(), aws, "a", "{\"AWS_ACCESS_KEY_ID\": \"1\", \"AWS_SECRET_ACCESS_KEY\": \"2\"}");
        entry(alice(), category, "c", "v");

        Response answer = as(alice()).get("/api/entries");

        assertThat(answer.<List<String>>path("name")).containsExactly("b", "a", "c");
        assertThat(answer.<List<String>>path("category.keyType")).containsExactly("simple", "group", "simple");
        assertThat(answer.<List<String>>path("category.name")).containsExactly("OpenAI API", "AWS", "OpenAI API");
    }

    @ParameterizedTest
    @CsvSource({"BLOG, 2", "%, 1", "_, 0", "main, 1"})
    void aSearchIsALiteralPartOfNameOrNotes(String search, int found) {
        entry(alice(), category, "Blog", "v");
        created(create(", \"notes\": \"100% MAIN blog\""));

        assertThat(Json.of(as(alice()).queryParam("search", search).get("/api/entries")))
                .hasSize(found);
    }

    @Test
    void aListOfOneCategoryHasNoOthers() {
        String other = category(alice(), SIMPLE);
        entry(alice(), category, "a", "v");
        entry(alice(), other, "b", "v");

        assertThat(as(alice())
                        .queryParam("categoryId", other)
                        .get("/api/entries")
                        .<List<String>>path("name"))
                .containsExactly("b");
        assertThat(as(alice())
                        .queryParam("categoryId", "none")
                        .get("/api/entries")
                        .asString())
                .isEqualTo("[]");
    }

    @Test
    void projectNamesAreDistinctAndAscending() {
        for (String name : List.of("b", "a", "b", "project-names")) {
            entry(alice(), category, name, "v");
        }

        assertThat(Json.of(as(alice()).get("/api/entries/project-names")))
                .isEqualTo(Json.of("[\"a\", \"b\", \"project-names\"]"));
    }

    @Test
    void aListTakesAsManyStatementsForFortyEntriesAsForNone() {
        long ofNone = statementsOfAList();
        for (int i = 0; i < 40; i++) {
            entry(alice(), i % 2 == 0 ? category : category(alice(), SIMPLE), "p" + i, "v");
        }

        assertThat(statementsOfAList()).isEqualTo(ofNone).isPositive();
        assertThat(Json.of(as(alice()).get("/api/entries"))).hasSize(40);
    }

    private long statementsOfAList() {
        long before = sessions.getStatistics().getPrepareStatementCount();
        ok(as(alice()).get("/api/entries"));
        return sessions.getStatistics().getPrepareStatementCount() - before;
    }
}
