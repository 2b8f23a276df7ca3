package dev.undercroft.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a list shows, to whom, and in which order (secrets specification, section 1.10). */
@QuarkusTest
class ListSecretsTest extends ApiTest {

    @BeforeEach
    void someSecrets() {
        clock.stopAt(Instant.parse("2026-04-23T14:00:00Z"));
        put("app/a", "{\"data\": {}, \"secret_type\": \"api_key\", \"metadata\": {\"tags\": [\"x\", \"y\"]}}");
        put("app/b", "{\"data\": {}, \"metadata\": {\"tags\": [\"x\"], \"owner\": \"team:b\"}}");
        put("app-c", "{\"data\": {}, \"options\": {\"expires_in\": \"10d\"}}");
        clock.advance(Duration.ofHours(1));
        put("zoo/d", "{\"data\": {}, \"options\": {\"expires_in\": \"1h\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "''                                          | app-c app/a app/b zoo/d",
                "?prefix=app/                                | app/a app/b",
                "?prefix=app                                 | app-c app/a app/b",
                "?prefix=ap                                  | app-c app/a app/b",
                "?prefix=none                                | -",
                "?tag=x                                      | app/a app/b",
                "?tag=x&tag=y                                | app/a",
                "?tag=z                                      | -",
                "?secret_type=api_key                        | app/a",
                "?secret_type=ssh_key                        | -",
                "?expires_before=2026-04-24T00:00:00Z        | zoo/d",
                "?expires_before=2027-01-01T00:00:00Z        | app-c zoo/d",
                "?updated_after=2026-04-23T14:00:00Z         | zoo/d",
                "?updated_after=2026-04-23T13:59:59Z         | app-c app/a app/b zoo/d",
                "?updated_after=2026-04-23T15:59:59%2B02:00  | app-c app/a app/b zoo/d",
                "?tag=x&secret_type=kv&prefix=app/           | app/b"
            })
    void everyFilterNarrowsTheList(String query, String expected) {
        Response answer = io.restassured.RestAssured.given()
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(tenantAdmin())
                .get("/v1/secrets" + query);

        List<String> paths = answer.path("secrets.path");
        assertThat(paths).containsExactly(expected == null ? new String[0] : expected.split(" "));
        assertThat(answer.<Integer>path("total_count")).isEqualTo(paths.size());
    }

    @Test
    void expiredSecretsAreHiddenUnlessAsked() {
        clock.advance(Duration.ofHours(1));

        assertThat(paths(tenantAdmin(), "")).containsExactly("app-c", "app/a", "app/b");
        assertThat(paths(tenantAdmin(), "?include_expired=true")).containsExactly("app-c", "app/a", "app/b", "zoo/d");
    }

    @Test
    void metadataIsShownOnRequestOnly() {
        Response full = as(tenantAdmin()).get("/v1/secrets?include_metadata=true&prefix=app/b");
        Response minimal = as(tenantAdmin()).get("/v1/secrets?prefix=app/b");

        assertThat(full.<String>path("secrets[0].metadata.owner")).isEqualTo("team:b");
        assertThat(minimal.asString()).doesNotContain("metadata").doesNotContain("team:b");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        Response first = as(tenantAdmin()).get("/v1/secrets?limit=3");
        Response second = as(tenantAdmin())
                .queryParam("cursor", first.<String>path("cursor"))
                .get("/v1/secrets?limit=3");

        assertThat(first.<List<String>>path("secrets.path")).containsExactly("app-c", "app/a", "app/b");
        assertThat(first.<Boolean>path("has_more")).isTrue();
        assertThat(first.<Integer>path("total_count")).isEqualTo(4);
        assertThat(second.<List<String>>path("secrets.path")).containsExactly("zoo/d");
        assertThat(second.<Boolean>path("has_more")).isFalse();
        assertThat(second.<String>path("cursor")).isNull();
        assertThat(second.<Integer>path("total_count")).isEqualTo(4);
    }

    @Test
    void aPageThatJustFitsIsTheLast() {
        Response answer = as(tenantAdmin()).get("/v1/secrets?limit=4");

        assertThat(answer.<Boolean>path("has_more")).isFalse();
    }

    @Test
    void aSecretThatWasWrittenMeanwhileDoesNotShiftThePages() {
        Response first = as(tenantAdmin()).get("/v1/secrets?limit=2");
        put("aaa", "{\"data\": {}}");

        Response second = as(tenantAdmin())
                .queryParam("cursor", first.<String>path("cursor"))
                .get("/v1/secrets");

        assertThat(second.<List<String>>path("secrets.path")).containsExactly("app/b", "zoo/d");
    }

    @Test
    void rowsThatMayNotBeListedAreNeitherShownNorCounted() {
        grant("user", "bob", "app/**", "list");
        grant("user", "bob", "zoo/d", "read");

        Response answer = as(user("bob").scope("secrets:list").sign()).get("/v1/secrets");

        assertThat(answer.<List<String>>path("secrets.path")).containsExactly("app/a", "app/b");
        assertThat(answer.<Integer>path("total_count")).isEqualTo(2);
    }

    @Test
    void whoeverMayListNothingGetsAnEmptyListAndNoRefusal() {
        Response answer = as(user("bob").scope("secrets:list").sign()).get("/v1/secrets");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<List<?>>path("secrets")).isEmpty();
        assertThat(answer.<Integer>path("total_count")).isZero();
    }

    private List<String> paths(String token, String query) {
        return as(token).get("/v1/secrets" + query).path("secrets.path");
    }

    private void put(String path, String body) {
        as(tenantAdmin()).body(body).put("/v1/secrets/" + path).then().statusCode(201);
    }
}
