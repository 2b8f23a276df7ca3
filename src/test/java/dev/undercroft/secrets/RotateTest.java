package dev.undercroft.secrets;

import static dev.undercroft.testing.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new value with a grace for the old one (secrets specification, section 1.13). */
@QuarkusTest
class RotateTest extends ApiTest {

    private static final String PATH = "/v1/secrets/app/db";

    @BeforeEach
    void aSecret() {
        clock.stopAt(Instant.parse("2026-04-23T14:00:00Z"));
        put("{\"data\": {\"n\": 1}}");
    }

    @Test
    void theNewValueIsReadAtOnceAndTheOldOneByItsNumber() {
        rotate("{\"new_value\": {\"n\": 2}, \"grace_period\": \"1h\"}");

        assertThat(as(tenantAdmin()).get(PATH).<Integer>path("data.n")).isEqualTo(2);
        assertThat(as(tenantAdmin()).get(PATH + "?version=1").<Integer>path("data.n"))
                .isEqualTo(1);
    }

    @Test
    void afterItsGraceTheOldVersionIsGoneThoughTheCapWouldKeepIt() {
        rotate("{\"new_value\": {\"n\": 2}, \"grace_period\": \"1h\"}");
        clock.advance(Duration.ofHours(1));

        assertRefused(as(tenantAdmin()).get(PATH + "?version=1"), 404, "version_not_found");
        assertThat(as(tenantAdmin()).get(PATH + "/versions").<List<Integer>>path("versions.version"))
                .containsExactly(2);
        assertThat(as(tenantAdmin()).get("/v1/secrets/metadata/app/db").<Integer>path("version_count"))
                .isEqualTo(1);
    }

    @Test
    void noGraceClosesTheOldVersionAtOnce() {
        rotate("{\"new_value\": {\"n\": 2}, \"grace_period\": \"0s\"}");

        assertRefused(as(tenantAdmin()).get(PATH + "?version=1"), 404, "version_not_found");
    }

    @Test
    void theGraceIsTwoDaysUnlessSaidOtherwise() {
        Response answer = rotate("{\"new_value\": {\"n\": 2}}");

        assertThat(answer.<String>path("grace_period_ends")).isEqualTo("2026-04-25T14:00:00Z");
        assertThat(answer.<String>path("reason")).isNull();
    }

    @Test
    void theGraceOfAnAttachedPolicyIsTheDefault() {
        makeRotationPolicy(tenant, "rot_hourly", Duration.ofHours(6), Duration.ofMinutes(30));
        put("{\"data\": {\"n\": 2}, \"options\": {\"rotation_policy_id\": \"rot_hourly\"}}");

        Response answer = rotate("{\"new_value\": {\"n\": 3}}");

        assertThat(answer.<String>path("grace_period_ends")).isEqualTo("2026-04-23T14:30:00Z");
        assertThat(as(tenantAdmin()).get("/v1/secrets/metadata/app/db").<String>path("rotation_policy.next_rotation"))
                .isEqualTo("2026-04-23T20:00:00Z");
    }

    @Test
    void aWriteWhileAGraceRunsLeavesItAlone() {
        rotate("{\"new_value\": {\"n\": 2}, \"grace_period\": \"1h\"}");
        put("{\"data\": {\"n\": 3}}");

        assertThat(as(tenantAdmin()).get(PATH + "?version=1").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofHours(1));
        assertRefused(as(tenantAdmin()).get(PATH + "?version=1"), 404, "version_not_found");
        assertThat(as(tenantAdmin()).get(PATH + "?version=2").statusCode()).isEqualTo(200);
    }

    @Test
    void anOrdinaryWriteStartsNoGrace() {
        put("{\"data\": {\"n\": 2}}");
        clock.advance(Duration.ofDays(365));

        assertThat(as(tenantAdmin()).get(PATH + "?version=1").statusCode()).isEqualTo(200);
    }

    @Test
    void aMalformedGraceChangesNothing() {
        assertRefused(
                as(tenantAdmin())
                        .body("{\"new_value\": {}, \"grace_period\": \"soon\"}")
                        .post(PATH + "/rotate"),
                400,
                "invalid_duration");

        assertThat(as(tenantAdmin()).get(PATH).<Integer>path("version")).isEqualTo(1);
    }

    @Test
    void theReasonStandsInTheTrail() {
        rotate("{\"reason\": \"Suspected compromise\", \"new_value\": {\"n\": 2}}");

        Response trail = as(tenantAdmin()).get("/v1/audit/logs?action=rotate");

        assertThat(trail.<String>path("logs[0].extra_data.reason")).isEqualTo("Suspected compromise");
        assertThat(trail.<String>path("logs[0].secret_path")).isEqualTo("app/db");
    }

    private Response rotate(String body) {
        Response answer = as(tenantAdmin()).body(body).post(PATH + "/rotate");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private void put(String body) {
        assertThat(as(tenantAdmin()).body(body).put(PATH).statusCode()).isIn(200, 201);
    }
}
