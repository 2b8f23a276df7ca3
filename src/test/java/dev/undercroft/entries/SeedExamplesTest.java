package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.testing.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every example of the contract, "Entries", with its own JSON. Ids are the service's; all else is compared. */
@QuarkusTest
class SeedExamplesTest extends EntriesApi {

    private static final String SIMPLE_VALUE = "sk-abc123...";

    private String category;

    @BeforeEach
    void aCategoryOnTheDayOfTheExamples() {
        clock.stopAt(Instant.parse("2026-01-15T10:00:00Z"));
        category = category(alice(), SIMPLE);
    }

    private Response createBlogProject() {
        return as(alice()).body(seed("create-request.json")).post("/api/entries");
    }

    private String seed(String name) {
        return Json.text(SeedExamplesTest.class, "seed/" + name).replace("$category", category);
    }

    private JsonNode expected(String name, String id) {
        return Json.of(seed(name).replace("$id", id));
    }

    @Test
    void createAnEntry() {
        Response answer = createBlogProject();

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Json.of(answer)).isEqualTo(expected("entry.json", answer.path("id")));
    }

    @Test
    void createAnEntryOfAGroup() {
        String aws = category(alice(), GROUP);

        Response answer = as(alice())
                .body(seed("create-group-request.json").replace("$aws", aws))
                .post("/api/entries");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.<String>path("name")).isEqualTo("My AWS Account");
    }

    @Test
    void listEntries() {
        String id = createBlogProject().path("id");

        Response answer = as(alice()).get("/api/entries");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.of(answer)).isEqualTo(expected("list.json", id));
    }

    @Test
    void getAnEntry() {
        String id = createBlogProject().path("id");

        Response answer = as(alice()).get("/api/entries/" + id);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.of(answer)).isEqualTo(expected("entry.json", id));
    }

    @Test
    void updateAnEntry() {
        String id = createBlogProject().path("id");

        Response answer = as(alice()).body(seed("update-request.json")).put("/api/entries/" + id);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("name")).isEqualTo("Blog Project (renamed)");
        assertThat(answer.<String>path("environment")).isEqualTo("production");
        assertThat(answer.<String>path("notes")).isEqualTo("Used for the main blog site");
        assertThat(reveal(alice(), id).<String>path("value")).isEqualTo("sk-new-key...");
    }

    @Test
    void deleteAnEntry() {
        String id = createBlogProject().path("id");

        gone(as(alice()).delete("/api/entries/" + id));

        refused(as(alice()).get("/api/entries/" + id), 404, "ENTRY_NOT_FOUND");
    }

    @Test
    void revealAnEntry() {
        String id = createBlogProject().path("id");

        Response answer = reveal(alice(), id);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.of(answer)).isEqualTo(expected("reveal.json", id));
        assertThat(answer.<String>path("value")).isEqualTo(SIMPLE_VALUE);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void revealAnEntryOfAGroup() {
        String aws = category(alice(), GROUP);
        String id = as(alice())
                .body(seed("create-group-request.json").replace("$aws", aws))
                .post("/api/entries")
                .path("id");

        assertThat(Json.of(reveal(alice(), id))).isEqualTo(expected("reveal-group.json", id));
    }

    @Test
    void noAnswerButRevealHoldsTheValue() {
        Response created = createBlogProject();
        String id = created.path("id");

        assertThat(created.asString()).doesNotContain(SIMPLE_VALUE).doesNotContain("alue\"");
        assertThat(as(alice()).get("/api/entries").asString()).doesNotContain(SIMPLE_VALUE);
        assertThat(as(alice()).get("/api/entries/" + id).asString()).doesNotContain(SIMPLE_VALUE);
        assertThat(as(alice())
                        .body("{\"value\": \"" + SIMPLE_VALUE + "\"}")
                        .put("/api/entries/" + id)
                        .asString())
                .doesNotContain(SIMPLE_VALUE);
    }
}
