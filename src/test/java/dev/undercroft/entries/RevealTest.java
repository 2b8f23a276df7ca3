package dev.undercroft.entries;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.Json;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A value leaves only after its event, and only from the place that it was sealed for. */
@QuarkusTest
class RevealTest extends EntriesApi {

    @ConfigProperty(name = "quarkus.log.file.path")
    String log;

    private String category;
    private String entry;

    @BeforeEach
    void anEntry() {
        category = category(alice(), SIMPLE);
        entry = entry(alice(), category, "p", "v");
    }

    @Test
    void everyRevealStandsInTheTrailWithWhoAndWhich() {
        reveal(alice(), entry);
        reveal(person("bob", "entries:reveal"), entry);

        assertThat(Superuser.texts("SELECT identity_id || ' ' || secret_path || ' ' || coalesce(code, 'shown')"
                        + " FROM audit_event WHERE realm_id = '" + tenant
                        + "' AND action = 'reveal' ORDER BY occurred_at, id"))
                .containsExactly(
                        "user:alice /api/entries/" + entry + " shown",
                        "user:bob /api/entries/" + entry + " entry_not_found");
    }

    @Test
    void withoutTheTrailNothingLeaves() {
        Superuser.run("REVOKE INSERT ON audit_event FROM PUBLIC, undercroft_app, undercroft_batch");
        try {
            String message = refused(reveal(alice(), entry), 503, "SERVICE_UNAVAILABLE");
            assertThat(message).doesNotContain("\"v\"");
            refused(as(alice()).get("/api/export"), 503, "SERVICE_UNAVAILABLE");
        } finally {
            Superuser.run("GRANT INSERT ON audit_event TO undercroft_app, undercroft_batch");
        }
        ok(reveal(alice(), entry));
    }

    @Test
    void aValueThatWasMovedToAnotherRowStaysShutAndRaisesTheAlarm() throws IOException {
        String other = entry(alice(), category, "q", "w");
        double before = unopened();
        Superuser.run("UPDATE entry SET sealed = (SELECT sealed FROM entry WHERE id = '" + other + "') WHERE id = '"
                + entry + "'");

        refused(reveal(alice(), entry), 404, "ENTRY_NOT_FOUND");

        assertThat(unopened()).isEqualTo(before + 1);
        assertThat(Files.readString(Path.of(log)))
                .contains("/api/entries/" + entry + " in " + tenant + " does not open");
        // Read and recorded as such, and then found shut: two events of one request.
        assertThat(Superuser.texts("SELECT coalesce(code, 'read') FROM audit_event WHERE realm_id = '" + tenant
                        + "' AND action = 'reveal' AND secret_path = '/api/entries/" + entry
                        + "' GROUP BY request_id, code ORDER BY 1"))
                .containsExactly("entry_not_found", "read");
        assertThat(reveal(alice(), other).<String>path("value")).isEqualTo("w");
    }

    @Test
    void anEarlierValuePutBackStaysShutAndSoDoesAnotherOwners() {
        String sealed = Superuser.texts("SELECT encode(sealed, 'hex') FROM entry WHERE id = '" + entry + "'")
                .get(0);
        ok(as(alice()).body("{\"value\": \"new\"}").put("/api/entries/" + entry));
        Superuser.run("UPDATE entry SET sealed = decode('" + sealed + "', 'hex') WHERE id = '" + entry + "'");
        refused(reveal(alice(), entry), 404, "ENTRY_NOT_FOUND");

        String bobs = category(person("bob", ALL_SCOPES), SIMPLE);
        String stolen = entry(alice(), category, "s", "v");
        Superuser.run("UPDATE entry SET owner = 'user:bob', category_id = '" + bobs + "' WHERE id = '" + stolen + "'");
        refused(reveal(person("bob", ALL_SCOPES), stolen), 404, "ENTRY_NOT_FOUND");
    }

    @Test
    void oneValueThatDoesNotOpenFailsTheExportAndNamesTheEntry() {
        entry(alice(), category, "fine", "w");
        Superuser.run("UPDATE entry SET sealed = set_byte(sealed, 60, (get_byte(sealed, 60) + 1) % 256) WHERE id = '"
                + entry + "'");

        String message = refused(as(alice()).get("/api/export"), 500, "INTERNAL_ERROR");

        assertThat(message).contains("'p'").contains(entry);
    }

    @Test
    void aRevokedTokenRevealsNothingMore() {
        String leaked = person("alice", ALL_SCOPES);
        ok(reveal(leaked, entry));

        as(tenantAdmin())
                .body("{\"token\": \"" + leaked + "\"}")
                .post("/v1/auth/revoke")
                .then()
                .statusCode(200);

        refused(reveal(leaked, entry), 401, "AUTH_REQUIRED");
        refused(as(leaked).get("/api/entries"), 401, "AUTH_REQUIRED");
        ok(reveal(alice(), entry));
    }

    @Test
    void aRevealNeedsNoBodyAndNoContentType() {
        given().auth()
                .oauth2(alice())
                .post("/api/entries/" + entry + "/reveal")
                .then()
                .statusCode(200);
        assertThat(Json.of(as(alice()).body("{}").post("/api/entries/" + entry + "/reveal"))
                        .get("value")
                        .textValue())
                .isEqualTo("v");
    }

    private static double unopened() {
        List<String> lines = given().get("/q/metrics").asString().lines().toList();
        return lines.stream()
                .filter(line -> line.startsWith("undercroft_entries_unopened_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
