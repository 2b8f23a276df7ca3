package dev.undercroft.identity;

import static dev.undercroft.testing.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Superuser;
import dev.undercroft.testing.TokenBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever has no credential can't fill the trail. */
@QuarkusTest
@TestProfile(RefusedCredentialsTest.ThreeAMinute.class)
class RefusedCredentialsTest extends ApiTest {

    /** Few enough to be used up by a test. */
    public static class ThreeAMinute implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("undercroft.refused-credentials.per-network", "3");
        }
    }

    // All tests come from one address, so each has a day of its own, behind that of the one before.
    private static final AtomicInteger DAY = new AtomicInteger();

    @BeforeEach
    void beginANewDay() {
        clock.stopAt(Instant.parse("2026-04-23T14:00:00Z").plus(DAY.incrementAndGet(), ChronoUnit.DAYS));
    }

    @Test
    void beyondTheLimitStrangersLeaveNoEventsAndOthersGoOn() {
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

    @Test
    void aTokenThatWasGoodOnceIsRecordedWhateverTheNumber() {
        String expired = TokenBuilder.token(clock)
                .tenant(tenant)
                .role("tenant_admin")
                .scope(EVERY_SCOPE)
                .sign();
        clock.advance(Duration.ofHours(2));
        String path = "stranger/" + unique();
        for (int i = 0; i < 5; i++) {
            as("not.a.token").get("/v1/secrets/" + path);
        }

        assertRefused(as(expired).get("/v1/secrets/" + path), 401, "token_expired");
        assertThat(events(path)).hasSize(4);
    }

    @Test
    void manyNetworksTogetherHaveALimitTooAndWhatIsLeftOutIsCounted() {
        var meters = new SimpleMeterRegistry();
        var config = new RefusedCredentials.Config() {
            @Override
            public int perNetwork() {
                return 3;
            }

            @Override
            public int inAll() {
                return 5;
            }
        };
        var credentials = new RefusedCredentials(config, clock, meters);

        for (int i = 0; i < 5; i++) {
            assertThat(credentials.count("192.0.2." + i)).isEmpty();
        }

        assertThat(credentials.count("192.0.2.5")).isPresent();
        assertThat(meters.get("undercroft.refused.credentials.unrecorded")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void oneHostOfIpv6HasOneNetworkHoweverManyAddresses() {
        assertThat(RefusedCredentials.networkOf("2001:db8::1"))
                .isEqualTo(RefusedCredentials.networkOf("2001:db8::ffff:1"));
        assertThat(RefusedCredentials.networkOf("2001:db8:0:1::1"))
                .isNotEqualTo(RefusedCredentials.networkOf("2001:db8::1"));
        assertThat(RefusedCredentials.networkOf("192.0.2.1")).isNotEqualTo(RefusedCredentials.networkOf("192.0.2.2"));
    }

    private static List<String> events(String path) {
        return Superuser.texts(
                "SELECT id FROM audit_event WHERE extra_data ->> 'resource' = '/v1/secrets/" + path + "'");
    }
}
