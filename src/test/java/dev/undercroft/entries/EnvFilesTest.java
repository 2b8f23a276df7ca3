package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.Json;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EnvFilesTest extends EntriesApi {

    private static final Instant TEN = Instant.parse("2026-01-15T10:00:00Z");

    private String project;

    @BeforeEach
    void aProject() {
        clock.stopAt(TEN);
        project = post(alice(), "/api/envs", "{\"name\": \"Shop\", \"description\": \"the web shop\"}");
    }

    private Response save(String type, String content) {
        return as(alice())
                .body(Json.object("fileType", type, "content", content))
                .post("/api/envs/" + project + "/files");
    }

    private Response revealed(String file) {
        return as(alice()).post("/api/envs/" + project + "/files/" + file + "/reveal");
    }

    @Test
    void aProjectShowsItsFilesWithoutTheirContents() {
        String file = created(save("env.local", "A=1\n")).path("id");
        String fileJson = """
                {"id": "%s", "projectId": "%s", "userId": "alice", "fileType": "env.local",
                 "createdAt": "2026-01-15T10:00:00.000Z", "updatedAt": "2026-01-15T10:00:00.000Z"}
                """.formatted(file, project);
        String projectJson = """
                {"id": "%s", "userId": "alice", "name": "Shop", "description": "the web shop",
                 "createdAt": "2026-01-15T10:00:00.000Z", "updatedAt": "2026-01-15T10:00:00.000Z"
                """.formatted(project);

        assertThat(Json.of(as(alice()).get("/api/envs")))
                .isEqualTo(Json.of("[" + projectJson + ", \"fileCount\": 1}]"));
        assertThat(Json.of(as(alice()).get("/api/envs/" + project)))
                .isEqualTo(Json.of(projectJson + ", \"files\": [" + fileJson + "]}"));
        assertThat(Json.of(as(alice()).get("/api/envs/" + project + "/files")))
                .isEqualTo(Json.of("[" + fileJson + "]"));
    }

    @Test
    void aFileOfATypeIsSavedOverAndKeepsItsId() {
        String first = created(save("env", "A=1")).path("id");
        clock.stopAt(TEN.plusSeconds(1));
        Response second = created(save("env", "A=2"));

        assertThat(second.<String>path("id")).isEqualTo(first);
        assertThat(second.<String>path("createdAt")).isEqualTo("2026-01-15T10:00:00.000Z");
        assertThat(second.<String>path("updatedAt")).isEqualTo("2026-01-15T10:00:01.000Z");
        assertThat(Json.of(revealed(first)))
                .isEqualTo(
                        Json.of("{\"id\": \"%s\", \"projectId\": \"%s\", \"fileType\": \"env\", \"content\": \"A=2\"}"
                                .formatted(first, project)));
        assertThat(revealed(first).header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void manyWhoSaveTheSameTypeAtOnceMakeOneFile() {
        List<CompletableFuture<Response>> saves = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String content = "A=" + i;
            saves.add(CompletableFuture.supplyAsync(() -> save("env.production", content)));
        }

        assertThat(saves.stream()
                        .map(save -> created(save.join()).<String>path("id"))
                        .distinct())
                .hasSize(1);
        assertThat(Json.of(as(alice()).get("/api/envs/" + project + "/files"))).hasSize(1);
    }

    @Test
    void savingAndDeletingTheSameFileAtOnceNeverFails() {
        for (int i = 0; i < 30; i++) {
            String file = created(save("env", "A=1")).path("id");
            var saved = CompletableFuture.supplyAsync(() -> save("env", "A=2"));
            Response deleted = as(alice()).delete("/api/envs/" + project + "/files/" + file);
            assertThat(deleted.statusCode()).as(deleted.asString()).isIn(204, 404);
            assertThat(saved.join().statusCode()).as(saved.join().asString()).isEqualTo(201);
        }
    }

    @Test
    void withoutTheTrailNoContentLeavesAndAMovedOneStaysShut() {
        String file = created(save("env", "A=1")).path("id");
        String other = created(save("env.local", "A=2")).path("id");
        Superuser.run("REVOKE INSERT ON audit_event FROM undercroft_app, undercroft_batch");
        try {
            refused(revealed(file), 503, "SERVICE_UNAVAILABLE");
        } finally {
            Superuser.run("GRANT INSERT ON audit_event TO undercroft_app, undercroft_batch");
        }
        Superuser.run("UPDATE env_file SET sealed = (SELECT sealed FROM env_file WHERE id = '" + other
                + "') WHERE id = '" + file + "'");

        refused(revealed(file), 404, "ENV_FILE_NOT_FOUND");
        ok(revealed(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"fileType\": \"env\"}",
                "{\"fileType\": \"env\", \"content\": \"\"}",
                "{\"fileType\": \".env\", \"content\": \"A=1\"}",
                "{\"fileType\": null, \"content\": \"A=1\"}",
                "{\"fileType\": \"env\", \"content\": 1}",
                "{\"fileType\": \"env\", \"content\": \"a\\u0000\"}"
            })
    void whatIsNoFileIsRefusedWhateverItsProject(String body) {
        for (String id : List.of(project, "none")) {
            refused(as(alice()).body(body).post("/api/envs/" + id + "/files"), 400, "VALIDATION_ERROR");
        }
    }

    @Test
    void aFileHasAtMost256KiB() {
        created(save("env", "x".repeat(256 * 1024)));
        assertThat(refused(save("env", "x".repeat(256 * 1024 + 1)), 400, "VALIDATION_ERROR"))
                .contains("262144");
    }

    @Test
    void projectsAreChangedSearchedAndDeletedWithTheirFiles() {
        String file = created(save("env", "A=1")).path("id");
        post(alice(), "/api/envs", "{\"name\": \"Blog_100%\"}");
        assertThat(as(alice()).queryParam("search", "WEB").get("/api/envs").<List<String>>path("name"))
                .containsExactly("Shop");
        assertThat(as(alice()).queryParam("search", "%").get("/api/envs").<List<String>>path("name"))
                .containsExactly("Blog_100%");

        Response changed = ok(as(alice()).body("{\"description\": null}").put("/api/envs/" + project));
        assertThat(Json.of(changed).get("description").isNull()).isTrue();
        assertThat(changed.<String>path("name")).isEqualTo("Shop");
        refused(as(alice()).body("{\"name\": \"\"}").put("/api/envs/" + project), 400, "VALIDATION_ERROR");

        gone(as(alice()).delete("/api/envs/" + project));
        refused(revealed(file), 404, "ENV_PROJECT_NOT_FOUND");
        refused(as(alice()).get("/api/envs/" + project), 404, "ENV_PROJECT_NOT_FOUND");
        refused(save("env", "A=1"), 404, "ENV_PROJECT_NOT_FOUND");
    }

    @Test
    void aFileIsFoundInItsProjectAlone() {
        String file = created(save("env", "A=1")).path("id");
        String other = post(alice(), "/api/envs", "{\"name\": \"Other\"}");

        refused(as(alice()).post("/api/envs/" + other + "/files/" + file + "/reveal"), 404, "ENV_FILE_NOT_FOUND");
        refused(as(alice()).delete("/api/envs/" + other + "/files/" + file), 404, "ENV_FILE_NOT_FOUND");
        refused(revealed("none"), 404, "ENV_FILE_NOT_FOUND");
        gone(as(alice()).delete("/api/envs/" + project + "/files/" + file));
        refused(revealed(file), 404, "ENV_FILE_NOT_FOUND");
        assertThat(as(alice()).get("/api/envs/" + project + "/files").asString())
                .isEqualTo("[]");
    }
}
