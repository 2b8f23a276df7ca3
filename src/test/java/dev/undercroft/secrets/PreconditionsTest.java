package dev.undercroft.secrets;

import static dev.undercroft.testing.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The version as an entity tag: what is known is not sent again, what has moved on is not overwritten. */
@QuarkusTest
class PreconditionsTest extends ApiTest {

    private static final String PATH = "/v1/secrets/app/db";

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"2\"", "\"1\", \"2\"", "*"})
    void aKnownVersionIsNotSentAgain(String tags) {
        twoVersions();

        Response answer = as(tenantAdmin()).header("If-None-Match", tags).get(PATH);

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.asString()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void anotherVersionIsSent() {
        twoVersions();

        Response answer = as(tenantAdmin()).header("If-None-Match", "\"1\"").get(PATH);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void anAnswerThatWasNotSentIsOnRecordAsARead() {
        twoVersions();
        as(tenantAdmin()).header("If-None-Match", "\"2\"").get(PATH);

        assertThat(as(tenantAdmin()).get("/v1/secrets/metadata/app/db").<Integer>path("access_count_30d"))
                .isEqualTo(1);
    }

    @Test
    void aWriteOfTheExpectedVersionPasses() {
        twoVersions();

        Response answer = as(tenantAdmin())
                .header("If-Match", "\"2\"")
                .body("{\"data\": {}}")
                .put(PATH);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "\"3\"", "W/\"2\"", "2"})
    void aWriteOfAnotherVersionIsRefused(String tag) {
        twoVersions();

        assertRefused(
                as(tenantAdmin()).header("If-Match", tag).body("{\"data\": {}}").put(PATH), 412, "version_conflict");
        assertThat(as(tenantAdmin()).get(PATH).<Integer>path("version")).isEqualTo(2);
    }

    @Test
    void everyOtherChangeIsGuardedAsWell() {
        twoVersions();

        assertRefused(as(tenantAdmin()).header("If-Match", "\"1\"").body("{}").patch(PATH), 412, "version_conflict");
        assertRefused(as(tenantAdmin()).header("If-Match", "\"1\"").delete(PATH), 412, "version_conflict");
        assertRefused(
                as(tenantAdmin()).header("If-Match", "\"1\"").delete(PATH + "?permanent=true"),
                412,
                "version_conflict");
        assertRefused(
                as(tenantAdmin())
                        .header("If-Match", "\"1\"")
                        .body("{\"new_value\": {}}")
                        .post(PATH + "/rotate"),
                412,
                "version_conflict");
        assertThat(as(tenantAdmin()).get(PATH).<Integer>path("version")).isEqualTo(2);
    }

    @Test
    void aWriteThatExpectsNothingMakesASecretOnce() {
        Response first = as(tenantAdmin())
                .header("If-None-Match", "*")
                .body("{\"data\": {}}")
                .put(PATH);
        Response second = as(tenantAdmin())
                .header("If-None-Match", "*")
                .body("{\"data\": {}}")
                .put(PATH);

        assertThat(first.statusCode()).isEqualTo(201);
        assertRefused(second, 412, "version_conflict");
    }

    @Test
    void aWriteThatExpectsASecretMakesNone() {
        assertRefused(
                as(tenantAdmin()).header("If-Match", "*").body("{\"data\": {}}").put(PATH), 412, "version_conflict");
        assertRefused(as(tenantAdmin()).get(PATH), 404, "secret_not_found");
    }

    private void twoVersions() {
        write(tenantAdmin(), "app/db", "one");
        write(tenantAdmin(), "app/db", "two");
    }
}
