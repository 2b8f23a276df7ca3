package dev.undercroft.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several paths in one request, each judged for itself (secrets specification, section 1.15). */
@QuarkusTest
class BatchTest extends ApiTest {

    @BeforeEach
    void someSecrets() {
        write(tenantAdmin(), "app/a", "one");
        write(tenantAdmin(), "app/a", "two");
        write(tenantAdmin(), "app/b", "bee");
        write(tenantAdmin(), "other/c", "sea");
    }

    @Test
    void whatCanBeReadIsThereAndWhatCannotSaysWhy() {
        grant("user", "bob", "app/**", "read");

        Response answer = as(user("bob").scope("secrets:read").sign())
                .body("{\"paths\": [\"app/a\", \"app/none\", \"other/c\", \"Bad\"]}")
                .post("/v1/secrets/batch");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Json.of(answer).get("secrets"))
                .isEqualTo(Json.of(
                        "{\"app/a\": {\"data\": {\"password\": \"two\"}, \"version\": 2, \"secret_type\": \"kv\"}}"));
        assertThat(answer.<Map<String, Map<String, String>>>path("errors"))
                .extractingFromEntries(
                        entry -> entry.getKey() + " " + entry.getValue().get("code"))
                .containsExactlyInAnyOrder("app/none secret_not_found", "other/c access_denied", "Bad invalid_path");
    }

    @Test
    void everyPathLeavesAnEventOfItsOwn() {
        batch("{\"paths\": [\"app/a\", \"app/b\", \"app/none\"]}");

        Response trail = as(tenantAdmin()).get("/v1/audit/logs?action=read");

        assertThat(trail.<List<Map<String, Object>>>path("logs"))
                .extracting(entry -> entry.get("secret_path") + " " + entry.get("success"))
                .containsExactlyInAnyOrder("app/a true", "app/b true", "app/none false");
    }

    @Test
    void theFirstErrorEndsABatchThatFailsFast() {
        Response answer =
                batch("{\"paths\": [\"app/a\", \"app/none\", \"app/b\"], \"options\": {\"fail_fast\": true}}");

        assertThat(answer.<Map<String, ?>>path("secrets")).containsOnlyKeys("app/a");
        assertThat(answer.<Map<String, ?>>path("errors")).containsOnlyKeys("app/none");
    }

    @Test
    void oneVersionIsReadOfAllPaths() {
        Response answer = batch("{\"paths\": [\"app/a\", \"app/b\"], \"options\": {\"version\": 1}}");

        assertThat(answer.<String>path("secrets.'app/a'.data.password")).isEqualTo("one");
        assertThat(answer.<String>path("secrets.'app/b'.data.password")).isEqualTo("bee");
    }

    @Test
    void metadataIsAddedOnRequest() {
        Response answer = batch("{\"paths\": [\"app/a\"], \"options\": {\"include_metadata\": true}}");

        assertThat(answer.<Map<String, ?>>path("secrets.'app/a'")).containsKey("metadata");
    }

    @Test
    void aPathThatIsNamedTwiceIsReadOnce() {
        Response answer = batch("{\"paths\": [\"app/a\", \"app/a\"]}");

        assertThat(answer.<Map<String, ?>>path("secrets")).hasSize(1);
        assertThat(as(tenantAdmin()).get("/v1/secrets/metadata/app/a").<Integer>path("access_count_30d"))
                .isEqualTo(1);
    }

    @Test
    void descriptionsHaveNoValues() {
        Response answer =
                as(tenantAdmin()).body("{\"paths\": [\"app/a\", \"app/none\"]}").post("/v1/secrets/batch/metadata");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<Integer>path("secrets.'app/a'.current_version")).isEqualTo(2);
        assertThat(answer.<String>path("errors.'app/none'.code")).isEqualTo("secret_not_found");
        assertThat(answer.asString()).doesNotContain("two");
    }

    @Test
    void wildcardsStandForWhatTheCallerMayList() {
        grant("user", "bob", "app/**", "list");

        Response answer = as(user("bob").scope("secrets:list").sign())
                .body("{\"paths\": [\"**\"], \"options\": {\"expand_wildcards\": true}}")
                .post("/v1/secrets/batch/metadata");

        assertThat(answer.<Map<String, ?>>path("secrets")).containsOnlyKeys("app/a", "app/b");
        assertThat(answer.<Map<String, ?>>path("errors")).isEmpty();
    }

    private Response batch(String body) {
        Response answer = as(tenantAdmin()).body(body).post("/v1/secrets/batch");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }
}
