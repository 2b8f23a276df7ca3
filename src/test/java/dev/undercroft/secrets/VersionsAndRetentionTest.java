package dev.undercroft.secrets;

import static dev.undercroft.testing.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a write appends and what the cap takes away (secrets specification, sections 1.6 and 1.8). */
@QuarkusTest
class VersionsAndRetentionTest extends ApiTest {

    private static final String PATH = "/v1/secrets/app/db";

    @Test
    void tenVersionsAreKeptUnlessSaidOtherwise() {
        putTimes(12);

        assertThat(versions()).containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3);
        assertRefused(as(tenantAdmin()).get(PATH + "?version=2"), 404, "version_not_found");
    }

    @Test
    void theCapOfASecretDecides() {
        put("{\"data\": {}, \"options\": {\"max_versions\": 2}}");
        putTimes(3);

        assertThat(versions()).containsExactly(4, 3);
    }

    @Test
    void aLoweredCapPrunesAtOnce() {
        putTimes(5);

        as(tenantAdmin())
                .body("{\"options\": {\"max_versions\": 2}}")
                .patch(PATH)
                .then()
                .statusCode(200);

        assertThat(versions()).containsExactly(5, 4);
    }

    @Test
    void writingTheSameValueAgainMakesAVersion() {
        put("{\"data\": {\"n\": 1}}");

        assertThat(put("{\"data\": {\"n\": 1}}").<Integer>path("version")).isEqualTo(2);
    }

    @Test
    void aDeletedNumberIsNeverUsedAgain() {
        putTimes(3);
        as(tenantAdmin()).delete(PATH + "?version=2").then().statusCode(200);

        put("{\"data\": {}}");

        assertThat(versions()).containsExactly(4, 3, 1);
    }

    @Test
    void aGraceThatWasPromisedOutlivesTheCap() {
        put("{\"data\": {\"n\": 1}, \"options\": {\"max_versions\": 1}}");
        as(tenantAdmin())
                .body("{\"new_value\": {\"n\": 2}, \"grace_period\": \"1h\"}")
                .post(PATH + "/rotate")
                .then()
                .statusCode(200);

        assertThat(as(tenantAdmin()).get(PATH + "?version=1").<Integer>path("data.n"))
                .isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        assertRefused(as(tenantAdmin()).get(PATH + "?version=1"), 404, "version_not_found");
    }

    @Test
    void whatAnUpdateDoesNotNameStays() {
        put("{\"data\": {}, \"secret_type\": \"json\", \"metadata\": {\"owner\": \"team:a\", \"tags\": [\"x\"]},"
                + " \"options\": {\"expires_in\": \"90d\"}}");
        put("{\"data\": {}, \"metadata\": {\"tags\": [\"y\"]}}");

        Response answer = as(tenantAdmin()).get(PATH);

        assertThat(answer.<String>path("secret_type")).isEqualTo("json");
        assertThat(answer.<String>path("metadata.owner")).isEqualTo("team:a");
        assertThat(answer.<List<String>>path("metadata.tags")).containsExactly("y");
        assertThat(answer.<String>path("expires_at")).isNotNull();
    }

    @Test
    void aHundredWritersOfOnePathGetAHundredVersions() throws Exception {
        String token = tenantAdmin();
        ExecutorService writers = Executors.newFixedThreadPool(20);
        List<Future<Response>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String body = "{\"data\": {\"n\": " + i + "}, \"options\": {\"max_versions\": 100}}";
            answers.add(writers.submit(() -> as(token).body(body).put(PATH)));
        }

        List<Integer> numbers = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();
        for (Future<Response> answer : answers) {
            statuses.add(answer.get().statusCode());
            numbers.add(answer.get().path("version"));
        }
        writers.shutdown();

        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 100).boxed().toList());
        assertThat(versions()).hasSize(100);
    }

    private void putTimes(int times) {
        for (int i = 0; i < times; i++) {
            put("{\"data\": {\"n\": " + i + "}}");
        }
    }

    private Response put(String body) {
        Response answer = as(tenantAdmin()).body(body).put(PATH);
        assertThat(answer.statusCode()).isIn(200, 201);
        return answer;
    }

    private List<Integer> versions() {
        return as(tenantAdmin()).get(PATH + "/versions").path("versions.version");
    }
}
