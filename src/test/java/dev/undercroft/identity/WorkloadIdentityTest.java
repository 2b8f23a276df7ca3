package dev.undercroft.identity;

import static dev.undercroft.testing.Refusal.assertRefused;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.TestCluster;
import dev.undercroft.testing.TokenBuilder;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods of a cluster read secrets with the tokens of their service accounts. */
@QuarkusTest
@WithTestResource(value = TestCluster.class, scope = TestResourceScope.GLOBAL)
class WorkloadIdentityTest extends ApiTest {

    private static final String SECRET = "/v1/secrets/shop/db";
    private static final String WEB = "sa:system:serviceaccount:shop:web";

    @BeforeEach
    void makeTenantsOfTheCluster() {
        for (String id : List.of(TestCluster.SHOP_TENANT, TestCluster.BANK_TENANT)) {
            as(superAdmin())
                    .body("{\"id\": \"" + id + "\", \"name\": \"Tenant\", \"partner_id\": \"" + partner + "\"}")
                    .post("/v1/identity/tenants")
                    .then()
                    .statusCode(is(oneOf(201, 409)));
            write(tenantAdmin(id), "shop/db", "of " + id);
        }
        tenant = TestCluster.SHOP_TENANT;
    }

    private JwtClaims claims(String namespace, String serviceAccount) {
        return TestCluster.claims(clock.instant(), namespace, serviceAccount);
    }

    private String token(String namespace, String serviceAccount) {
        return TestCluster.sign(claims(namespace, serviceAccount));
    }

    @Test
    void aServiceAccountReadsWhatItsPolicyAllows() {
        grant("service_account", WEB, "shop/**", "read");

        as(token("shop", "web"))
                .get(SECRET)
                .then()
                .statusCode(200)
                .body("data.password", equalTo("of " + TestCluster.SHOP_TENANT));
        assertRefused(as(token("shop", "web")).get("/v1/secrets/other/db"), 403, "access_denied");
        assertRefused(as(token("shop", "cart")).get(SECRET), 403, "access_denied");
    }

    @Test
    void whoamiTellsTheServiceAccountAndWhatTheConfigurationGivesIt() {
        as(token("shop", "web"))
                .get("/v1/auth/whoami")
                .then()
                .statusCode(200)
                .body("identity_id", equalTo(WEB))
                .body("identity_type", equalTo("service_account"))
                .body("tenant_id", equalTo(TestCluster.SHOP_TENANT))
                .body("scopes", equalTo(List.of("secrets:list", "secrets:read")))
                .body("groups", equalTo(List.of()))
                .body("roles", equalTo(List.of()));
    }

    @Test
    void aWorkloadHasTheScopesOfItsOwnEntryOnly() {
        String teller = token("bank", "teller");

        as(teller).get("/v1/auth/whoami").then().statusCode(200).body("scopes", equalTo(List.of("secrets:read")));
        assertRefused(as(teller).get("/v1/secrets"), 403, "insufficient_scope");
        assertRefused(
                as(token("shop", "web"))
                        .body("{\"data\": {\"password\": \"mine\"}}")
                        .put(SECRET),
                403,
                "insufficient_scope");
    }

    @Test
    void aNamespaceOrServiceAccountThatNobodyConfiguredIsRefused() {
        refuse(token("default", "web"));
        refuse(token("bank", "web"));
        refuse(token("bank", "teller2"));
        refuse(token("shop2", "web"));
        refuse(token("sho", "web"));
        refuse(token("shop", ""));
    }

    @Test
    void aNamespaceThatIsNamedLikeATenantIsNotThatTenant() {
        refuse(token("tnt_cluster_bank", "teller"));
        refuse(token("cluster-bank", "teller"));
        refuse(token(TestCluster.BANK_TENANT.replace('_', '-'), "teller"));
    }

    @Test
    void noClaimChangesWhatTheConfigurationSays() {
        JwtClaims claims = claims("shop", "web");
        claims.setClaim("tenant_id", TestCluster.BANK_TENANT);
        claims.setClaim("partner_id", partner);
        claims.setClaim("role", "super_admin");
        claims.setClaim("scope", "admin secrets:write");
        claims.setClaim("groups", List.of("sre"));
        claims.setClaim("identity_type", "user");
        claims.setClaim("mfa_verified_at", clock.instant().getEpochSecond());
        claims.setClaim("kubernetes.io", Map.of("namespace", "bank", "serviceaccount", Map.of("name", "teller")));

        as(TestCluster.sign(claims))
                .get("/v1/auth/whoami")
                .then()
                .statusCode(200)
                .body("identity_id", equalTo(WEB))
                .body("tenant_id", equalTo(TestCluster.SHOP_TENANT))
                .body("scopes", equalTo(List.of("secrets:list", "secrets:read")))
                .body("groups", equalTo(List.of()))
                .body("roles", equalTo(List.of()));
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        JwtClaims forTheApiServer = claims("shop", "web");
        forTheApiServer.setAudience(TestCluster.NAME);
        refuse(TestCluster.sign(forTheApiServer));
        JwtClaims forNobody = claims("shop", "web");
        forNobody.unsetClaim("aud");
        refuse(TestCluster.sign(forNobody));
        JwtClaims ofAnotherCluster = claims("shop", "web");
        ofAnotherCluster.setIssuer("https://kubernetes.default.svc");
        refuse(TestCluster.sign(ofAnotherCluster));
    }

    @Test
    void aClaimOfAWrongTypeIsRefused() {
        for (Object subject : List.of(1, List.of("system:serviceaccount:shop:web"), Map.of("sub", "web"), true)) {
            JwtClaims claims = claims("shop", "web");
            claims.setClaim("sub", subject);
            refuse(TestCluster.sign(claims));
        }
        JwtClaims name = claims("shop", "web");
        name.setClaim("jti", List.of("a"));
        refuse(TestCluster.sign(name));
        JwtClaims control = claims("shop", "web\u0000");
        refuse(TestCluster.sign(control));
    }

    @Test
    void aTokenThatNeverExpiresIsRefused() {
        JwtClaims legacy = claims("shop", "web");
        legacy.unsetClaim("exp");
        refuse(TestCluster.sign(legacy));
    }

    @Test
    void aTokenOfTheBuiltInIssuerStillNeedsAType() {
        String typed = TokenBuilder.token(clock).tenant(tenant).sign();
        as(typed).get("/v1/auth/whoami").then().statusCode(200);
        String untyped = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"RS256\",\"kid\":\"a\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        refuse(untyped + typed.substring(typed.indexOf('.')));
    }

    private static void refuse(String token) {
        assertRefused(as(token).get("/v1/auth/whoami"), 401, "token_invalid");
        assertRefused(as(token).get(SECRET), 401, "token_invalid");
    }
}
