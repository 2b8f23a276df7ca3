package dev.undercroft.secrets;

import static dev.undercroft.testing.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deleting for a while, for good, or one version, and coming back (secrets specification, section 1.12). */
@QuarkusTest
class DeleteAndRestoreTest extends ApiTest {

    private static final String PATH = "/v1/secrets/app/db";

    @Inject
    PurgeDeleted purge;

    @BeforeEach
    void aSecretOfTwoVersions() {
        clock.stopAt(Instant.parse("2026-04-23T14:00:00Z"));
        put("{\"data\": {\"n\": 1}}");
        put("{\"data\": {\"n\": 2}}");
    }

    @Test
    void aDeletedSecretIsNowhereToBeSeen() {
        delete("");

        assertRefused(as(tenantAdmin()).get(PATH), 404, "secret_not_found");
        assertRefused(as(tenantAdmin()).get(PATH + "?version=1"), 404, "secret_not_found");
        assertRefused(as(tenantAdmin()).get(PATH + "/versions"), 404, "secret_not_found");
        assertRefused(as(tenantAdmin()).get("/v1/secrets/metadata/app/db"), 404, "secret_not_found");
        assertRefused(as(tenantAdmin()).body("{}").patch(PATH), 404, "secret_not_found");
        assertRefused(as(tenantAdmin()).delete(PATH), 404, "secret_not_found");
        assertThat(as(tenantAdmin()).get("/v1/secrets").<List<?>>path("secrets"))
                .isEmpty();
    }

    @Test
    void aRestoredSecretIsAsItWas() {
        delete("");
        clock.advance(Duration.ofDays(30).minusSeconds(1));

        Response answer = as(tenantAdmin()).post(PATH + "/restore");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<Integer>path("current_version")).isEqualTo(2);
        assertThat(answer.<Integer>path("version_count")).isEqualTo(2);
        assertThat(as(tenantAdmin()).get(PATH).<Integer>path("data.n")).isEqualTo(2);
        assertThat(as(tenantAdmin()).get(PATH + "?version=1").<Integer>path("data.n"))
                .isEqualTo(1);
        assertThat(put("{\"data\": {}}").<Integer>path("version")).isEqualTo(3);
    }

    @Test
    void afterThirtyDaysThereIsNothingToRestore() {
        delete("");
        clock.advance(Duration.ofDays(30));

        assertRefused(as(tenantAdmin()).post(PATH + "/restore"), 404, "secret_not_found");
    }

    @Test
    void afterThirtyDaysThePathIsFreeAndNumberingBeginsAnew() {
        delete("");
        clock.advance(Duration.ofDays(30));

        Response answer = as(tenantAdmin()).body("{\"data\": {\"n\": 9}}").put(PATH);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.<Integer>path("version")).isEqualTo(1);
        assertThat(as(tenantAdmin()).get(PATH).<Integer>path("data.n")).isEqualTo(9);
    }

    @Test
    void nothingDeletedThereMeansNothingToRestore() {
        assertRefused(as(tenantAdmin()).post(PATH + "/restore"), 404, "secret_not_found");
        assertRefused(as(tenantAdmin()).post("/v1/secrets/no/db/restore"), 404, "secret_not_found");
    }

    @Test
    void aPermanentDeletionFreesThePathAtOnce() {
        Response answer = delete("?permanent=true");

        assertThat(answer.<Integer>path("version_count")).isEqualTo(2);
        assertRefused(as(tenantAdmin()).post(PATH + "/restore"), 404, "secret_not_found");
        assertThat(Superuser.texts("SELECT count(*) FROM secret_version WHERE realm_id = '" + tenant + "'"))
                .containsExactly("0");
        assertThat(put("{\"data\": {}}").<Integer>path("version")).isEqualTo(1);
    }

    @Test
    void aDeletedSecretCanStillBeDeletedForGood() {
        delete("");

        delete("?permanent=true");

        assertThat(put("{\"data\": {}}").statusCode()).isEqualTo(201);
    }

    @Test
    void aPermanentDeletionNeedsAdmin() {
        grant("user", "bob", "app/**", "delete");
        String withoutAdmin = user("bob").scope("secrets:delete").sign();

        assertRefused(as(withoutAdmin).delete(PATH + "?permanent=true"), 403, "access_denied");
        assertThat(as(tenantAdmin()).get(PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void theAdminScopeIsEnoughForAPermanentDeletion() {
        grant("user", "bob", "app/**", "delete");
        String token = user("bob").scope("secrets:delete", "admin").sign();

        assertThat(as(token).delete(PATH + "?permanent=true").statusCode()).isEqualTo(200);
    }

    @Test
    void theAdminPermissionIsEnoughForAPermanentDeletion() {
        grant("user", "bob", "app/**", "admin");
        String token = user("bob").scope("secrets:delete").sign();

        assertThat(as(token).delete(PATH + "?permanent=true").statusCode()).isEqualTo(200);
    }

    @Test
    void theCurrentVersionStays() {
        assertRefused(as(tenantAdmin()).delete(PATH + "?version=2"), 409, "version_conflict");

        assertThat(as(tenantAdmin()).get(PATH).<Integer>path("version")).isEqualTo(2);
    }

    @Test
    void oneVersionGoesForGood() {
        Response answer = delete("?version=1");

        assertThat(answer.<Integer>path("version")).isEqualTo(1);
        assertThat(answer.<Integer>path("version_count")).isEqualTo(1);
        assertRefused(as(tenantAdmin()).get(PATH + "?version=1"), 404, "version_not_found");
        assertThat(as(tenantAdmin()).get(PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void aVersionAndPermanentExcludeEachOther() {
        assertRefused(as(tenantAdmin()).delete(PATH + "?version=1&permanent=true"), 400, "invalid_request");
    }

    @Test
    void theWritePermissionRestoresToo() {
        delete("");
        grant("user", "bob", "app/**", "write");
        String token = user("bob").scope("secrets:delete").sign();

        assertThat(as(token).post(PATH + "/restore").statusCode()).isEqualTo(200);
    }

    @Test
    void thePurgeTakesWhatIsBeyondRecoveryAndNothingElse() throws Exception {
        put("app/kept", "{\"data\": {}}");
        put("app/recoverable", "{\"data\": {}}");
        delete("");
        clock.advance(Duration.ofDays(29));
        as(tenantAdmin()).delete("/v1/secrets/app/recoverable");
        clock.advance(Duration.ofDays(1));

        purge.purge();

        assertThat(Superuser.texts("SELECT path FROM secret WHERE realm_id = '" + tenant + "' ORDER BY path"))
                .containsExactly("app/kept", "app/recoverable");
        assertThat(as(tenantAdmin()).post("/v1/secrets/app/recoverable/restore").statusCode())
                .isEqualTo(200);
    }

    private Response delete(String query) {
        Response answer = as(tenantAdmin()).delete(PATH + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private Response put(String body) {
        return put("app/db", body);
    }

    private Response put(String path, String body) {
        Response answer = as(tenantAdmin()).body(body).put("/v1/secrets/" + path);
        assertThat(answer.statusCode()).isIn(200, 201);
        return answer;
    }
}
