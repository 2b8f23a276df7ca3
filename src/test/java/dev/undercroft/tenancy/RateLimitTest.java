package dev.undercroft.tenancy;

import static dev.undercroft.testing.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A bucket per identity and kind of operation (secrets specification, section 9.6). */
@QuarkusTest
@TestProfile(RateLimitTest.TwoReadsAMinute.class)
class RateLimitTest extends ApiTest {

    /** Small enough to be emptied by a test. */
    public static class TwoReadsAMinute implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("undercroft.rate-limit.read", "2");
        }
    }

    private Response read(String subject) {
        return as(user(subject).role("tenant_admin").scope(EVERY_SCOPE).sign()).get("/v1/secrets/app/db");
    }

    @Test
    void anEmptyBucketRefusesUntilItFillsAgain() {
        clock.stopAt(Instant.parse("2026-04-23T14:00:00Z"));
        write(tenantAdmin(), "app/db", "p");

        Response first = read("bob");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("2");
        assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("1");
        assertThat(Long.parseLong(first.header("X-RateLimit-Reset")))
                .isBetween(clock.instant().getEpochSecond(), clock.instant().getEpochSecond() + 60);
        assertThat(read("bob").statusCode()).isEqualTo(200);
        Response third = read("bob");

        assertRefused(third, 429, "rate_limited");
        assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 30);
        clock.advance(Duration.ofSeconds(Integer.parseInt(third.header("Retry-After"))));
        assertThat(read("bob").statusCode()).isEqualTo(200);
    }

    @Test
    void oneIdentityDoesNotEmptyTheBucketOfAnother() {
        write(tenantAdmin(), "app/db", "p");
        read("bob");
        read("bob");
        assertRefused(read("bob"), 429, "rate_limited");

        assertThat(read("carol").statusCode()).isEqualTo(200);
        write(tenantAdmin(), "app/db", "q");
    }
}
