package dev.undercroft.identity;

import static dev.undercroft.testing.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever has no credential can't fill the trail. */
@QuarkusTest
@TestProfile(RefusedCredentialsTest.ThreeAMinute.class)
class RefusedCredentialsTest extends ApiTest {

    /** Few enough to be used up by a test. */
    public static class ThreeAMinute implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("undercroft.refused-credentials.per-address", "3");
        }
    }

    @Test
    void beyondTheLimitStrangersLeaveNoEventsAndOthersGoOn() {
        clock.stopAt(Instant.parse("2026-04-23T14:00:00Z"));
        write(tenantAdmin(), "app/db", "p");
        String path = "stranger/" + unique();
        for (int i = 0; i < 3; i++) {
            assertRefused(as("not.a.token").get("/v1/secrets/" + path), 401, "token_invalid");
        }

        var fourth = as("not.a.token").get("/v1/secrets/" + path);

        assertRefused(fourth, 429, "rate_limited");
        assertThat(fourth.header("Retry-After")).isEqualTo("20");
        assertThat(events(path)).hasSize(3);
        assertThat(as(tenantAdmin()).get("/v1/secrets/app/db").statusCode()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(20));
        assertRefused(as("not.a.token").get("/v1/secrets/" + path), 401, "token_invalid");
        assertThat(events(path)).hasSize(4);
    }

    private static List<String> events(String path) {
        return Superuser.texts(
                "SELECT id FROM audit_event WHERE extra_data ->> 'resource' = '/v1/secrets/" + path + "'");
    }
}
