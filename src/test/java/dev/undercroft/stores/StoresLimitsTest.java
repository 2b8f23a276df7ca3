package dev.undercroft.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Limits that are not the usual ones, and those of the whole service in this door's form. */
@QuarkusTest
@TestProfile(StoresLimitsTest.LowLimits.class)
class StoresLimitsTest extends StoresApi {

    /** Small enough to be passed by a test. */
    public static class LowLimits implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "undercroft.stores.max-stores", "2",
                    "undercroft.stores.services", "workers,billing",
                    "undercroft.rate-limit.read", "2");
        }
    }

    private Response create(String body) {
        // The array is beside the API document, which knows the object alone.
        return as(writer()).noFilters().body(body).post(base() + "/stores");
    }

    @Test
    void theMostStoresAreHeldForOneAndForSeveralAtOnce() {
        assertThat(refused(create("[{\"name\": \"a\"}, {\"name\": \"b\"}, {\"name\": \"c\"}]"), 400, 1003))
                .startsWith("maximum_stores_exceeded")
                .contains("at most 2");
        result(create("[{\"name\": \"a\"}, {\"name\": \"b\"}]"));
        refused(create("{\"name\": \"c\"}"), 400, 1003);

        String first = result(as(writer()).get(base() + "/stores")).at("/0/id").textValue();
        result(as(writer()).delete(base() + "/stores/" + first), 200);
        result(create("{\"name\": \"c\"}"));
    }

    @Test
    void theServicesAreThoseOfTheConfiguration() {
        String store = store("main");
        secret(store, "invoice", "v", "billing");

        assertThat(refused(
                        as(writer())
                                .body("[{\"name\": \"x\", \"value\": \"v\", \"scopes\": [\"ai_gateway\"]}]")
                                .post(secrets(store)),
                        400,
                        1001))
                .contains("secret_scope_invalid")
                .contains("workers, billing");
    }

    @Test
    void tooManyRequestsAndTooLargeBodiesAreRefusedInThisDoorsForm() {
        clock.stopAt(java.time.Instant.parse("2026-04-23T14:00:00Z"));
        String store = store("main");
        String resolve = secrets(store) + "/" + secret(store, "s", "v", "workers") + "/resolve";
        String token = service("workers");

        result(as(token).post(resolve));
        result(as(token).post(resolve));
        Response third = as(token).post(resolve);

        refused(third, 429, 1429);
        assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 30);
        refused(create("{\"name\": \"" + "x".repeat(1_600_000) + "\"}"), 413, 1001);
    }
}
