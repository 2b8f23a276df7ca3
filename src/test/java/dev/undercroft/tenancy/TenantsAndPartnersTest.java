package dev.undercroft.tenancy;

import static dev.undercroft.testing.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Superuser;
import dev.undercroft.testing.TokenBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may act where, and how tenants come and go (secrets specification, sections 4.2 and 12). */
@QuarkusTest
class TenantsAndPartnersTest extends ApiTest {

    private String other() {
        String id = "tnt_" + unique();
        makeTenant(id, partner);
        return id;
    }

    private String foreign() {
        String foreignPartner = "ptn_" + unique();
        String id = "tnt_" + unique();
        makePartner(foreignPartner);
        makeTenant(id, foreignPartner);
        return id;
    }

    @Test
    void thePrefixNamesTheTenant() {
        write(tenantAdmin(), "app/db", "p");

        assertThat(as(partnerAdmin()).get("/v1/t/" + tenant + "/secrets/app/db").<String>path("data.password"))
                .isEqualTo("p");
    }

    @Test
    void theHeaderNamesTheTenant() {
        write(tenantAdmin(), "app/db", "p");

        assertThat(as(partnerAdmin())
                        .header("X-Tenant-ID", tenant)
                        .get("/v1/secrets/app/db")
                        .<String>path("data.password"))
                .isEqualTo("p");
    }

    @Test
    void thePrefixWinsOverTheHeader() {
        write(tenantAdmin(), "app/db", "p");

        assertThat(as(partnerAdmin())
                        .header("X-Tenant-ID", other())
                        .get("/v1/t/" + tenant + "/secrets/app/db")
                        .<String>path("data.password"))
                .isEqualTo("p");
    }

    @Test
    void namingOnesOwnTenantIsHarmless() {
        write(tenantAdmin(), "app/db", "p");

        assertThat(as(tenantAdmin()).get("/v1/t/" + tenant + "/secrets/app/db").statusCode())
                .isEqualTo(200);
        assertThat(as(tenantAdmin())
                        .header("X-Tenant-ID", tenant)
                        .get("/v1/secrets/app/db")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anotherTenantIsForPartnerAdminsOnly() {
        String other = other();

        assertRefused(as(tenantAdmin()).get("/v1/t/" + other + "/secrets"), 403, "tenant_access_denied");
        assertRefused(as(tenantAdmin()).header("X-Tenant-ID", other).get("/v1/secrets"), 403, "tenant_access_denied");
    }

    @Test
    void aTenantOfAnotherPartnerIsDenied() {
        String foreign = foreign();

        assertRefused(as(partnerAdmin()).get("/v1/t/" + foreign + "/secrets"), 403, "access_denied");
        assertRefused(as(partnerAdmin()).header("X-Tenant-ID", foreign).get("/v1/secrets"), 403, "access_denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tnt_none_at_all", "ptn_demo", "system", "x"})
    void anUnknownTenantIsNotFound(String id) {
        assertRefused(as(partnerAdmin()).get("/v1/t/" + id + "/secrets"), 404, "tenant_not_found");
        assertRefused(as(partnerAdmin()).header("X-Tenant-ID", id).get("/v1/secrets"), 404, "tenant_not_found");
    }

    @Test
    void aSuperAdminReachesEveryTenant() {
        assertThat(as(superAdmin()).get("/v1/t/" + foreign() + "/secrets").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPartnerAdminWithoutATenantMustNameOne() {
        assertRefused(as(partnerAdmin()).get("/v1/secrets"), 400, "invalid_request");
    }

    @Test
    void aPartnerAdminNeedsTheScopeButNoPolicy() {
        write(tenantAdmin(), "app/db", "p");
        String token = TokenBuilder.token(clock)
                .partner(partner)
                .role("partner_admin")
                .scope("secrets:list")
                .sign();

        assertRefused(as(token).get("/v1/t/" + tenant + "/secrets/app/db"), 403, "insufficient_scope");
        assertThat(as(token).get("/v1/t/" + tenant + "/secrets").statusCode()).isEqualTo(200);
    }

    @Test
    void aTokensPartnerMustBeItsTenantsPartner() {
        String foreignPartner = "ptn_" + unique();
        makePartner(foreignPartner);
        String token = TokenBuilder.token(clock)
                .tenant(tenant)
                .partner(foreignPartner)
                .role("tenant_admin")
                .scope(EVERY_SCOPE)
                .sign();

        assertRefused(as(token).get("/v1/secrets"), 403, "tenant_access_denied");
    }

    @Test
    void aTenantIsMadeUnderOnesOwnPartner() {
        Response made = as(partnerAdmin()).body("{\"name\": \"New\"}").post("/v1/identity/tenants");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.<String>path("id")).matches("tnt_[a-z0-9_]{4,28}");
        assertThat(made.<String>path("partner_id")).isEqualTo(partner);
        assertThat(made.<String>path("status")).isEqualTo("active");
        assertThat(as(tenantAdmin(made.path("id"))).get("/v1/secrets").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTenantIsNotMadeUnderAnotherPartner() {
        String foreignPartner = "ptn_" + unique();
        makePartner(foreignPartner);

        assertRefused(
                as(partnerAdmin())
                        .body("{\"name\": \"New\", \"partner_id\": \"" + foreignPartner + "\"}")
                        .post("/v1/identity/tenants"),
                403,
                "access_denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tnt_abc",
                "ptn_abcdef",
                "tnt_ABCDEF",
                "abcdef",
                "tnt_a-b-c-d",
                "tnt_aaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void anIdThatBreaksTheRuleIsRefused(String id) {
        assertRefused(
                as(partnerAdmin())
                        .body("{\"id\": \"" + id + "\", \"name\": \"New\"}")
                        .post("/v1/identity/tenants"),
                422,
                "validation_error");
    }

    @Test
    void anIdIsGivenOnceEvenToManyAtATime() throws Exception {
        String token = partnerAdmin();
        String body = "{\"id\": \"tnt_" + unique() + "\", \"name\": \"New\"}";
        ExecutorService callers = Executors.newFixedThreadPool(8);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(callers.submit(
                    () -> as(token).body(body).post("/v1/identity/tenants").statusCode()));
        }

        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        callers.shutdown();

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void aListShowsThePartnersOwnTenantsOnly() {
        String other = other();
        foreign();

        Response answer = as(partnerAdmin()).get("/v1/identity/tenants");

        assertThat(answer.<List<String>>path("tenants.id")).containsExactlyInAnyOrder(tenant, other);
    }

    @Test
    void aTenantsOwnAdminSeesItWithItsCount() {
        write(tenantAdmin(), "app/a", "p");
        write(tenantAdmin(), "app/b", "p");
        as(tenantAdmin()).delete("/v1/secrets/app/b").then().statusCode(200);

        assertThat(as(tenantAdmin()).get("/v1/identity/tenants/" + tenant).<Integer>path("secret_count"))
                .isEqualTo(1);
        assertRefused(as(tenantAdmin()).get("/v1/identity/tenants/" + other()), 403, "forbidden");
        assertRefused(
                as(user("bob").scope(EVERY_SCOPE).sign()).get("/v1/identity/tenants/" + tenant), 403, "forbidden");
    }

    @Test
    void closingATenantNeedsItsIdTwice() {
        assertRefused(as(partnerAdmin()).delete("/v1/identity/tenants/" + tenant), 400, "invalid_request");
        assertRefused(
                as(partnerAdmin()).delete("/v1/identity/tenants/" + tenant + "?confirm=yes"), 400, "invalid_request");
        assertThat(as(tenantAdmin()).get("/v1/secrets").statusCode()).isEqualTo(200);
    }

    @Test
    void aClosedTenantIsClosedAtOnceAndItsKeysAreDestroyed() {
        write(tenantAdmin(), "app/db", "p");
        String token = tenantAdmin();
        as(token).get("/v1/secrets/app/db").then().statusCode(200);

        Response closed = as(partnerAdmin()).delete("/v1/identity/tenants/" + tenant + "?confirm=" + tenant);

        assertThat(closed.statusCode()).isEqualTo(200);
        assertThat(closed.<String>path("status")).isEqualTo("closed");
        assertRefused(as(token).get("/v1/secrets/app/db"), 403, "tenant_access_denied");
        assertRefused(as(token).body("{\"data\": {}}").put("/v1/secrets/app/db"), 403, "tenant_access_denied");
        assertRefused(as(token).get("/v1/auth/whoami"), 403, "tenant_access_denied");
        assertRefused(as(partnerAdmin()).get("/v1/t/" + tenant + "/secrets/app/db"), 403, "tenant_access_denied");
        assertThat(Superuser.texts("SELECT version::text FROM realm_key WHERE realm_id = '" + tenant + "'"))
                .isEmpty();
        assertRefused(
                as(partnerAdmin())
                        .body("{\"id\": \"" + tenant + "\", \"name\": \"Again\"}")
                        .post("/v1/identity/tenants"),
                409,
                "tenant_exists");
    }

    @Test
    void onlyAPartnerAdminClosesATenant() {
        assertRefused(
                as(tenantAdmin()).delete("/v1/identity/tenants/" + tenant + "?confirm=" + tenant), 403, "forbidden");
        String foreign = foreign();
        assertRefused(
                as(partnerAdmin()).delete("/v1/identity/tenants/" + foreign + "?confirm=" + foreign),
                404,
                "tenant_not_found");
    }

    @Test
    void partnersAreForSuperAdmins() {
        assertRefused(as(partnerAdmin()).get("/v1/identity/partners"), 403, "forbidden");
        assertRefused(as(partnerAdmin()).body("{\"name\": \"New\"}").post("/v1/identity/partners"), 403, "forbidden");
        Response made = as(superAdmin()).body("{\"name\": \"New\"}").post("/v1/identity/partners");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.<String>path("id")).matches("ptn_[a-z0-9_]{4,28}");
        assertThat(made.<Integer>path("tenant_count")).isZero();
    }

    @Test
    void whoamiShowsTheTenantsPartner() {
        Response answer =
                as(user("bob").scope("secrets:read").groups("sre").sign()).get("/v1/auth/whoami");

        assertThat(answer.<String>path("identity_id")).isEqualTo("user:bob");
        assertThat(answer.<String>path("tenant_id")).isEqualTo(tenant);
        assertThat(answer.<String>path("partner_id")).isEqualTo(partner);
        assertThat(answer.<List<String>>path("scopes")).containsExactly("secrets:read");
        assertThat(answer.<List<String>>path("groups")).containsExactly("group:sre");
        assertThat(answer.<List<String>>path("roles")).isEmpty();
    }
}
