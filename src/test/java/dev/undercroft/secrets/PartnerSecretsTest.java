package dev.undercroft.secrets;

import static dev.undercroft.testing.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.TokenBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values that a partner shares with its tenants (secrets specification, section 4.3). */
@QuarkusTest
class PartnerSecretsTest extends ApiTest {

    private static final String SHARED = "/v1/partner/secrets/shared/anchor";

    @BeforeEach
    void aSharedSecret() {
        as(partnerAdmin())
                .body("{\"data\": {\"cert\": \"shared\"}}")
                .put(SHARED)
                .then()
                .statusCode(201);
    }

    private String reader() {
        return user("carol").scope(EVERY_SCOPE).sign();
    }

    @Test
    void everyTenantOfThePartnerReadsItWithoutAPolicy() {
        String sibling = "tnt_" + unique();
        makeTenant(sibling, partner);

        assertThat(as(reader()).get(SHARED).<String>path("data.cert")).isEqualTo("shared");
        assertThat(as(TokenBuilder.token(clock)
                                .tenant(sibling)
                                .scope("secrets:read")
                                .sign())
                        .get(SHARED)
                        .statusCode())
                .isEqualTo(200);
        assertThat(as(reader()).get("/v1/partner/secrets").<List<String>>path("secrets.path"))
                .containsExactly("shared/anchor");
        assertThat(as(reader())
                        .get("/v1/partner/secrets/metadata/shared/anchor")
                        .statusCode())
                .isEqualTo(200);
        assertThat(as(reader()).get(SHARED + "/versions").statusCode()).isEqualTo(200);
    }

    @Test
    void aTenantOfAnotherPartnerDoesNotSeeIt() {
        String otherPartner = "ptn_" + unique();
        String otherTenant = "tnt_" + unique();
        makePartner(otherPartner);
        makeTenant(otherTenant, otherPartner);

        assertRefused(as(tenantAdmin(otherTenant)).get(SHARED), 404, "secret_not_found");
    }

    @Test
    void nobodyBelowAPartnerAdminChangesIt() {
        for (String token : List.of(reader(), tenantAdmin())) {
            assertRefused(as(token).body("{\"data\": {}}").put(SHARED), 403, "access_denied");
            assertRefused(as(token).body("{}").patch(SHARED), 403, "access_denied");
            assertRefused(as(token).delete(SHARED), 403, "access_denied");
            assertRefused(as(token).delete(SHARED + "?permanent=true"), 403, "access_denied");
            assertRefused(as(token).post(SHARED + "/restore"), 403, "access_denied");
            assertRefused(as(token).body("{\"new_value\": {}}").post(SHARED + "/rotate"), 403, "access_denied");
        }
        assertThat(as(reader()).get(SHARED).<Integer>path("version")).isEqualTo(1);
    }

    @Test
    void apartnerAdminRotatesDeletesAndRestoresIt() {
        as(partnerAdmin())
                .body("{\"new_value\": {\"cert\": \"new\"}}")
                .post(SHARED + "/rotate")
                .then()
                .statusCode(200);
        as(partnerAdmin()).delete(SHARED).then().statusCode(200);
        assertRefused(as(reader()).get(SHARED), 404, "secret_not_found");
        as(partnerAdmin()).post(SHARED + "/restore").then().statusCode(200);

        assertThat(as(reader()).get(SHARED).<String>path("data.cert")).isEqualTo("new");
    }

    @Test
    void aTenantsOwnReadNeverFallsThroughToThePartner() {
        assertRefused(as(tenantAdmin()).get("/v1/secrets/shared/anchor"), 404, "secret_not_found");
        write(tenantAdmin(), "shared/anchor", "mine");

        assertThat(as(tenantAdmin()).get(SHARED).<String>path("data.cert")).isEqualTo("shared");
        assertThat(as(tenantAdmin()).get("/v1/secrets/shared/anchor").<String>path("data.password"))
                .isEqualTo("mine");
    }

    @Test
    void aReadStandsInTheReadersTrailAndInThePartners() {
        as(reader()).get(SHARED).then().statusCode(200);

        Response ofTenant = as(tenantAdmin()).get("/v1/audit/logs?action=read");
        Response ofPartner = as(partnerAdmin()).get("/v1/audit/logs?action=read");

        for (Response trail : List.of(ofTenant, ofPartner)) {
            assertThat(trail.<String>path("logs[0].identity_id")).isEqualTo("user:carol");
            assertThat(trail.<String>path("logs[0].secret_path")).isEqualTo("shared/anchor");
            assertThat(trail.<String>path("logs[0].actor_tenant_id")).isEqualTo(tenant);
        }
    }

    @Test
    void theScopeIsNeededAllTheSame() {
        assertRefused(as(user("carol").scope("secrets:list").sign()).get(SHARED), 403, "insufficient_scope");
    }
}
