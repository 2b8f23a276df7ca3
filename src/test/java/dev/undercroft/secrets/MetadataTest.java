package dev.undercroft.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What describes a secret, and how often it was read (secrets specification, sections 1.9 and 1.11). */
@QuarkusTest
class MetadataTest extends ApiTest {

    private static final String PATH = "/v1/secrets/app/db";

    @BeforeEach
    void aSecret() {
        clock.stopAt(Instant.parse("2026-04-23T14:00:00Z"));
        as(tenantAdmin())
                .body("{\"data\": {}, \"metadata\": {\"description\": \"d\", \"owner\": \"team:a\", \"tags\": [\"x\"],"
                        + " \"custom\": {\"n\": [1, 2]}}}")
                .put(PATH)
                .then()
                .statusCode(201);
    }

    @Test
    void aSecretThatNobodyReadSaysSo() {
        Response answer = describe();

        assertThat(answer.<Integer>path("access_count_30d")).isZero();
        assertThat(answer.<String>path("last_accessed_at")).isNull();
        assertThat(answer.<Object>path("rotation_policy")).isNull();
    }

    @Test
    void readsOfThirtyDaysAreCountedAndNoOlderOnes() {
        as(tenantAdmin()).get(PATH).then().statusCode(200);
        as(tenantAdmin()).get(PATH).then().statusCode(200);
        assertThat(describe().<Integer>path("access_count_30d")).isEqualTo(2);

        clock.advance(Duration.ofDays(29));
        as(tenantAdmin()).get(PATH).then().statusCode(200);
        assertThat(describe().<Integer>path("access_count_30d")).isEqualTo(3);

        clock.advance(Duration.ofDays(2));
        assertThat(describe().<Integer>path("access_count_30d")).isEqualTo(1);

        clock.advance(Duration.ofDays(30));
        assertThat(describe().<Integer>path("access_count_30d")).isZero();
        assertThat(describe().<String>path("last_accessed_at")).isEqualTo("2026-05-22T14:00:00Z");
    }

    @Test
    void onlyReadsThatSucceededAreCounted() {
        as(user("bob").scope("secrets:read").sign()).get(PATH).then().statusCode(403);
        as(tenantAdmin()).get(PATH + "?version=9").then().statusCode(404);
        describe();
        as(tenantAdmin()).get(PATH + "/versions").then().statusCode(200);

        assertThat(describe().<Integer>path("access_count_30d")).isZero();
    }

    @Test
    void readsOfAFormerSecretAtThePathAreNotCounted() {
        as(tenantAdmin()).get(PATH).then().statusCode(200);
        as(tenantAdmin()).delete(PATH + "?permanent=true").then().statusCode(200);
        clock.advance(Duration.ofSeconds(1));

        write(tenantAdmin(), "app/db", "p");

        assertThat(describe().<Integer>path("access_count_30d")).isZero();
    }

    @Test
    void aPatchMergesByKeyReplacesArraysAndTakesOffWhatIsNull() {
        Response answer = as(tenantAdmin())
                .body("{\"metadata\": {\"tags\": [\"y\", \"z\"], \"owner\": null, \"more\": true}}")
                .patch(PATH);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.of(answer).get("metadata"))
                .isEqualTo(Json.of("{\"description\": \"d\", \"tags\": [\"y\", \"z\"], \"custom\": {\"n\": [1, 2]},"
                        + " \"more\": true}"));
        assertThat(Json.of(as(tenantAdmin()).get(PATH)).get("metadata"))
                .isEqualTo(Json.of(answer).get("metadata"));
    }

    @Test
    void aPatchMakesNoVersionAndMovesNoTime() {
        clock.advance(Duration.ofDays(1));

        Response answer =
                as(tenantAdmin()).body("{\"metadata\": {\"tags\": []}}").patch(PATH);

        assertThat(answer.<Integer>path("current_version")).isEqualTo(1);
        assertThat(answer.<String>path("updated_at")).isEqualTo("2026-04-23T14:00:00Z");
        assertThat(answer.<String>path("created_at")).isEqualTo("2026-04-23T14:00:00Z");
    }

    @Test
    void theListScopeIsEnoughToDescribe() {
        grant("user", "bob", "app/**", "list");

        assertThat(as(user("bob").scope("secrets:list").sign())
                        .get("/v1/secrets/metadata/app/db")
                        .statusCode())
                .isEqualTo(200);
    }

    private Response describe() {
        Response answer = as(tenantAdmin()).get("/v1/secrets/metadata/app/db");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }
}
