package dev.undercroft.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.identity.Scopes;
import dev.undercroft.tenancy.ProvenReads;
import dev.undercroft.testing.Json;
import dev.undercroft.testing.Plans;
import dev.undercroft.testing.Superuser;
import dev.undercroft.testing.TokenBuilder;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A value leaves only to a service that the secret names, and only after its event. */
@QuarkusTest
class ResolveTest extends StoresApi {

    @Inject
    ProvenReads<StoreSecretReads.Found> resolutions;

    @Inject
    @DataSource("batch")
    AgroalDataSource connections;

    private String store;
    private String secret;

    @BeforeEach
    void aSecretOfWorkers() {
        store = store("main");
        secret = secret(store, "KEY", "v", "workers", "access");
    }

    private Response resolve(String token) {
        return as(token).post(secrets(store) + "/" + secret + "/resolve");
    }

    @Test
    void aServiceThatTheSecretNamesGetsItsValue() {
        Response answer = resolve(service("dex", "workers"));

        assertThat(result(answer))
                .isEqualTo(Json.of("{\"id\": \"" + secret + "\", \"name\": \"KEY\", \"value\": \"v\"}"));
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        result(as(service("access")).post("/client/v4" + secrets(store) + "/" + secret + "/resolve"));
    }

    @Test
    void nobodyElseDoesAdministratorsIncluded() {
        refused(resolve(service("dex")), 403, 9109);
        refused(resolve(user("u").scope("stores:resolve").sign()), 403, 9109);
        refused(resolve(user("u").scope("stores:read", "stores:write").sign()), 403, 9109);
        String everything = String.join(" ", Scopes.known());
        for (String role : List.of("tenant_admin")) {
            refused(
                    resolve(TokenBuilder.token(clock)
                            .tenant(tenant)
                            .role(role)
                            .scope(everything)
                            .claim("services", List.of("workers"))
                            .sign()),
                    403,
                    9109);
        }
        refused(
                resolve(TokenBuilder.token(clock)
                        .partner(partner)
                        .role("partner_admin")
                        .scope(everything)
                        .sign()),
                403,
                9109);
        refused(resolve(superAdmin()), 403, 9109);
    }

    @Test
    void aScopeThatIsTakenAwayEndsTheServicesAccess() {
        result(resolve(service("workers")));
        result(as(writer()).body("{\"scopes\": [\"dex\"]}").patch(secrets(store) + "/" + secret));

        refused(resolve(service("workers")), 403, 9109);
        result(resolve(service("dex")));
    }

    @Test
    void aServiceOfAnotherTenantFindsNothing() {
        String other = "tnt_" + unique();
        makeTenant(other, partner);
        String foreign = TokenBuilder.token(clock)
                .tenant(other)
                .serviceAccount("s")
                .scope("stores:resolve")
                .claim("services", List.of("workers"))
                .sign();

        refused(resolve(foreign), 403, 10000);
        refused(as(foreign).post(base(other) + "/stores/" + store + "/secrets/" + secret + "/resolve"), 404, 1001);
    }

    @Test
    void aSecretIsFoundInItsStoreAlone() {
        String another = store("another");

        assertThat(refused(as(service("workers")).post(secrets(another) + "/" + secret + "/resolve"), 404, 1001))
                .isEqualTo("secret_not_found");
        refused(as(service("workers")).post(secrets("none") + "/" + secret + "/resolve"), 404, 1001);
    }

    @Test
    void everyResolutionStandsInTheTrailWithTheServicesThatAsked() {
        result(resolve(service("workers")));
        refused(resolve(service("dex")), 403, 9109);

        JsonNode target = Json.of("{\"services\": [\"workers\"]}");
        List<String> events =
                Superuser.texts("SELECT coalesce(code, 'resolved') || ' ' || extra_data::text FROM audit_event"
                        + " WHERE realm_id = '" + tenant + "' AND action = 'resolve' AND secret_path = '"
                        + secrets(store) + "/" + secret
                        + "' ORDER BY occurred_at, id");
        assertThat(events).hasSize(2);
        assertThat(events.get(0)).startsWith("resolved ");
        assertThat(Json.of(events.get(0).substring("resolved ".length()))).isEqualTo(target);
        assertThat(events.get(1)).startsWith("service_not_allowed ");
    }

    @Test
    void withoutTheTrailNothingLeaves() {
        Superuser.run("REVOKE INSERT ON audit_event FROM undercroft_app, undercroft_batch");
        try {
            refused(resolve(service("workers")), 503, 1503);
        } finally {
            Superuser.run("GRANT INSERT ON audit_event TO undercroft_app, undercroft_batch");
        }
    }

    @Test
    void aSecretIsFoundByItsPrimaryKeyWithStatisticsAndWithout() throws SQLException {
        for (boolean analyzed : new boolean[] {false, true}) {
            if (analyzed) {
                Superuser.run("ANALYZE store_secret");
            }
            assertThat(Plans.of(resolutions.statement(), connections))
                    .containsPattern("Index Scan using store_secret_pkey on store_secret .*\n *Index Cond:"
                            + " \\(\\(realm_id = q.realm_id\\) AND \\(id = q.asked_secret_id\\)\\)")
                    .doesNotContain("Materialize");
        }
    }
}
