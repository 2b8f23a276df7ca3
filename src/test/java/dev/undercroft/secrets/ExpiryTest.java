package dev.undercroft.secrets;

import static dev.undercroft.testing.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an expiry does, and what it leaves possible (secrets specification, section 10, rows 8 and 9). */
@QuarkusTest
class ExpiryTest extends ApiTest {

    private static final String PATH = "/v1/secrets/app/db";

    @BeforeEach
    void aSecretOfOneHour() {
        clock.stopAt(Instant.parse("2026-04-23T14:00:00Z"));
        put("{\"data\": {\"n\": 1}, \"options\": {\"expires_in\": \"1h\"}}");
    }

    @Test
    void theSecretIsReadableToItsLastMoment() {
        clock.advance(Duration.ofHours(1).minusMillis(1));

        assertThat(as(tenantAdmin()).get(PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void atItsExpiryNoVersionIsReadable() {
        clock.advance(Duration.ofHours(1));

        assertRefused(as(tenantAdmin()).get(PATH), 410, "secret_expired");
        assertRefused(as(tenantAdmin()).get(PATH + "?version=1"), 410, "secret_expired");
    }

    @Test
    void listsHideItUnlessAsked() {
        clock.advance(Duration.ofHours(1));

        assertThat(paths("/v1/secrets")).isEmpty();
        assertThat(paths("/v1/secrets?include_expired=true")).containsExactly("app/db");
    }

    @Test
    void itsDescriptionsStayReadable() {
        clock.advance(Duration.ofHours(1));

        assertThat(as(tenantAdmin()).get("/v1/secrets/metadata/app/db").statusCode())
                .isEqualTo(200);
        assertThat(as(tenantAdmin()).get(PATH + "/versions").statusCode()).isEqualTo(200);
    }

    @Test
    void aNewExpiryRevivesIt() {
        clock.advance(Duration.ofHours(1));

        put("{\"data\": {\"n\": 2}, \"options\": {\"expires_in\": \"1h\"}}");

        assertThat(as(tenantAdmin()).get(PATH).<Integer>path("data.n")).isEqualTo(2);
    }

    @Test
    void aWriteWithoutANewExpiryKeepsTheOldOne() {
        clock.advance(Duration.ofHours(1));

        put("{\"data\": {\"n\": 2}}");

        assertRefused(as(tenantAdmin()).get(PATH), 410, "secret_expired");
    }

    @Test
    void aPatchTakesTheExpiryOff() {
        clock.advance(Duration.ofHours(1));

        as(tenantAdmin())
                .body("{\"options\": {\"expires_at\": null}}")
                .patch(PATH)
                .then()
                .statusCode(200);

        assertThat(as(tenantAdmin()).get(PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void anExpiredSecretCanBeDeleted() {
        clock.advance(Duration.ofHours(1));

        assertThat(as(tenantAdmin()).delete(PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void whatExpiresSoonComesFirstAndWhatHasExpiredNotAtAll() {
        put("app/in-a-day", "{\"data\": {}, \"options\": {\"expires_in\": \"1d\"}}");
        put("app/in-an-hour-more", "{\"data\": {}, \"options\": {\"expires_in\": \"25h\"}}");
        put("app/in-a-month", "{\"data\": {}, \"options\": {\"expires_in\": \"30d\"}}");
        put("app/never", "{\"data\": {}}");
        clock.advance(Duration.ofHours(1));

        List<Map<String, Object>> rows =
                as(tenantAdmin()).get("/v1/secrets/expiring").path("secrets");

        assertThat(rows)
                .extracting(row -> row.get("path") + " " + row.get("days_remaining"))
                .containsExactly("app/in-a-day 1", "app/in-an-hour-more 1", "app/in-a-month 30");
        assertThat(as(tenantAdmin())
                        .get("/v1/secrets/expiring?days=1&prefix=app/in-a-d")
                        .<List<String>>path("secrets.path"))
                .containsExactly("app/in-a-day");
    }

    @Test
    void rowsThatMayNotBeListedAreLeftOut() {
        grant("user", "bob", "other/**", "list");

        assertThat(as(user("bob").scope("secrets:list").sign())
                        .get("/v1/secrets/expiring")
                        .<List<String>>path("secrets.path"))
                .isEmpty();
    }

    private List<String> paths(String list) {
        return as(tenantAdmin()).get(list).path("secrets.path");
    }

    private void put(String body) {
        put("app/db", body);
    }

    private void put(String path, String body) {
        assertThat(as(tenantAdmin()).body(body).put("/v1/secrets/" + path).statusCode())
                .isIn(200, 201);
    }
}
