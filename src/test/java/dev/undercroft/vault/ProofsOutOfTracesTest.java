package dev.undercroft.vault;

import static dev.undercroft.vault.VaultBodies.proof;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A proof that travels in an address stands in no trace and no metric. */
@QuarkusTest
@TestProfile(ProofsOutOfTracesTest.Traced.class)
class ProofsOutOfTracesTest extends VaultApi {

    /** Traces are on, and go nowhere while the test runs. */
    public static class Traced implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.bsp.schedule.delay", "1H");
        }
    }

    /** Keeps what spans say when they end. */
    @Singleton
    static class Spans implements SpanProcessor {

        private final List<String> ended = new CopyOnWriteArrayList<>();

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            // Nothing is known yet.
        }

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            ended.add(span.toSpanData().toString());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    @Inject
    Spans spans;

    @Test
    void aProofInAQueryOrAPathIsNowhere() throws InterruptedException {
        vault();
        unlock(admin(), proof("primary"));
        gone(as(admin()).delete(BASE + "/keys/" + proof("code-1")));
        refused(as(admin()).delete("/vault/keys/" + proof("code-1")), 404);
        refused(as(admin()).get(BASE + "/keys/" + proof("code-2") + "/x"), 404);
        refused(as("garbage").delete(BASE + "/keys/" + proof("code-2")), 401);

        // The last span ends behind its answer.
        for (int tries = 0;
                tries < 100
                        && spans.ended.stream()
                                        .filter(span -> span.contains("/keys/{auth_hash}"))
                                        .count()
                                < 3;
                tries++) {
            Thread.sleep(20);
        }
        assertThat(spans.ended).anyMatch(span -> span.contains("/api/v1/vault/unlock"));
        assertThat(spans.ended).anyMatch(span -> span.contains("/keys/{auth_hash}"));
        String metrics = io.restassured.RestAssured.given().get("/q/metrics").asString();
        assertThat(metrics).contains("/api/v1/vault/keys/{auth_hash}");
        for (String text : List.of("primary", "code-1", "code-2")) {
            assertThat(spans.ended).noneMatch(span -> span.contains(proof(text)));
            assertThat(metrics).doesNotContain(proof(text));
        }
    }
}
