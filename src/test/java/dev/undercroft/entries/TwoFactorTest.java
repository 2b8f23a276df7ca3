package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.Json;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TwoFactorTest extends EntriesApi {

    private static final String DRAFT =
            "{\"service\": \"GitHub\", \"accountName\": \"alice@acme.example\", \"secret\": \"%s\", \"notes\": \"n\"}";
    /** Base32 of the key of RFC 6238's vectors, {@code 12345678901234567890}. */
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private String keep(String secret) {
        return post(alice(), "/api/2fa", DRAFT.formatted(secret));
    }

    private Response revealed(String id) {
        return as(alice()).post("/api/2fa/" + id + "/reveal");
    }

    @Test
    void aSecretIsKeptAndNeverShown() {
        clock.stopAt(Instant.parse("2026-01-15T10:00:00Z"));
        Response answer = created(as(alice()).body(DRAFT.formatted(SECRET)).post("/api/2fa"));

        String id = answer.path("id");
        assertThat(Json.of(answer)).isEqualTo(Json.of("""
                {"id": "%s", "service": "GitHub", "accountName": "alice@acme.example", "notes": "n",
                 "createdAt": "2026-01-15T10:00:00.000Z", "updatedAt": "2026-01-15T10:00:00.000Z"}
                """.formatted(id)));
        assertThat(Json.of(as(alice()).get("/api/2fa")).get(0)).isEqualTo(Json.of(answer));
    }

    @Test
    void aRevealGivesTheCodeOfNowAndTheSecondsItHas() {
        String id = keep(SECRET);
        // RFC 6238, appendix B: 94287082 at 59 s, of which an authenticator shows the last six digits.
        clock.stopAt(Instant.ofEpochSecond(59));

        Response answer = ok(revealed(id));

        assertThat(Json.of(answer)).isEqualTo(Json.of("""
                {"id": "%s", "service": "GitHub", "accountName": "alice@acme.example", "code": "287082",
                 "remainingSeconds": 1}
                """.formatted(id)));
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gezd gnbv gy3t qojq gezd gnbv gy3t qojq",
                "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ",
                "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ===="
            })
    void aSecretIsTakenAsServicesShowIt(String secret) {
        String id = keep(secret);
        clock.stopAt(Instant.ofEpochSecond(1_111_111_109));

        assertThat(revealed(id).<String>path("code")).isEqualTo("081804");
    }

    @Test
    void aLongRunOfPaddingIsRefusedAtOnce() {
        refused(as(alice()).body(DRAFT.formatted("=".repeat(200_000) + "x")).post("/api/2fa"), 400, "VALIDATION_ERROR");
        String id = keep(SECRET);
        refused(
                as(alice())
                        .body("{\"secret\": \"" + "=".repeat(200_000) + "x\"}")
                        .put("/api/2fa/" + id),
                400,
                "VALIDATION_ERROR");
    }

    @Test
    void withoutTheTrailNoCodeLeaves() {
        String id = keep(SECRET);
        Superuser.run("REVOKE INSERT ON audit_event FROM undercroft_app, undercroft_batch");
        try {
            refused(revealed(id), 503, "SERVICE_UNAVAILABLE");
        } finally {
            Superuser.run("GRANT INSERT ON audit_event TO undercroft_app, undercroft_batch");
        }
    }

    @Test
    void aSecretThatWasMovedToAnotherRowStaysShut() {
        String id = keep(SECRET);
        String other = keep("GEZA");
        Superuser.run("UPDATE two_factor SET sealed = (SELECT sealed FROM two_factor WHERE id = '" + other
                + "') WHERE id = '" + id + "'");

        refused(revealed(id), 404, "TWO_FACTOR_NOT_FOUND");
        ok(revealed(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A", "GEZ", "GEZDGN", "\u017f\u0131GE", "01", "not base32!", "GEZDGNBVGY3TQOJ\u00d6", "===="
            })
    void whatIsNotBase32IsRefusedAndNotRepeated(String secret) {
        String message = refused(as(alice()).body(DRAFT.formatted(secret)).post("/api/2fa"), 400, "VALIDATION_ERROR");

        assertThat(message).contains("'secret'").contains("base32");
        if (secret.length() > 4) {
            assertThat(message).doesNotContain(secret);
        }
    }

    @Test
    void aChangeTouchesOnlyWhatIsGiven() {
        String id = keep("GEZA");
        clock.stopAt(Instant.ofEpochSecond(1_234_567_890));
        Response answer = ok(as(alice())
                .body("{\"secret\": \"" + SECRET + "\", \"notes\": null}")
                .put("/api/2fa/" + id));

        assertThat(answer.<String>path("service")).isEqualTo("GitHub");
        assertThat(Json.of(answer).get("notes").isNull()).isTrue();
        assertThat(revealed(id).<String>path("code")).isEqualTo("005924");
        ok(as(alice()).body("{\"service\": \"S\", \"accountName\": \"a\"}").put("/api/2fa/" + id));
        assertThat(revealed(id).<String>path("code")).isEqualTo("005924");
        refused(as(alice()).body("{\"secret\": \"1\"}").put("/api/2fa/" + id), 400, "VALIDATION_ERROR");
    }

    @Test
    void whatIsDeletedOrNotThereIsNotFound() {
        String id = keep(SECRET);
        gone(as(alice()).delete("/api/2fa/" + id));

        for (String gone : List.of(id, "none")) {
            refused(revealed(gone), 404, "TWO_FACTOR_NOT_FOUND");
            refused(as(alice()).body("{}").put("/api/2fa/" + gone), 404, "TWO_FACTOR_NOT_FOUND");
            refused(as(alice()).delete("/api/2fa/" + gone), 404, "TWO_FACTOR_NOT_FOUND");
        }
        assertThat(as(alice()).get("/api/2fa").asString()).isEqualTo("[]");
    }
}
