package dev.undercroft.testing;

import static io.restassured.RestAssured.given;

import dev.undercroft.identity.Scopes;
import dev.undercroft.tenancy.InRealm;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * What tests of the running service share. Each test works in a partner and tenants of its own, so that tests neither
 * see nor wait for each other.
 */
@WithTestResource(value = TestDatabase.class, scope = TestResourceScope.GLOBAL)
public abstract class ApiTest {

    public static final String EVERY_SCOPE = String.join(" ", Scopes.known());

    @Inject
    protected TestClock clock;

    @Inject
    protected InRealm inRealm;

    @Inject
    protected EntityManager entities;

    protected String partner;
    protected String tenant;

    @BeforeAll
    static void holdAnswersAgainstTheApiDocument() {
        RestAssured.replaceFiltersWith(new DocumentedAnswers());
    }

    @BeforeEach
    void makeRealms() {
        partner = "ptn_" + unique();
        tenant = "tnt_" + unique();
        makePartner(partner);
        makeTenant(tenant, partner);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    protected static String unique() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    protected void makePartner(String id) {
        as(superAdmin())
                .body("{\"id\": \"" + id + "\", \"name\": \"Partner\"}")
                .post("/v1/identity/partners")
                .then()
                .statusCode(201);
    }

    protected void makeTenant(String id, String ofPartner) {
        as(superAdmin())
                .body("{\"id\": \"" + id + "\", \"name\": \"Tenant\", \"partner_id\": \"" + ofPartner + "\"}")
                .post("/v1/identity/tenants")
                .then()
                .statusCode(201);
    }

    protected String superAdmin() {
        return TokenBuilder.token(clock).role("super_admin").scope(EVERY_SCOPE).sign();
    }

    protected String partnerAdmin() {
        return TokenBuilder.token(clock)
                .partner(partner)
                .role("partner_admin")
                .scope(EVERY_SCOPE)
                .sign();
    }

    protected String tenantAdmin() {
        return tenantAdmin(tenant);
    }

    protected String tenantAdmin(String ofTenant) {
        return TokenBuilder.token(clock)
                .tenant(ofTenant)
                .role("tenant_admin")
                .scope(EVERY_SCOPE)
                .sign();
    }

    /** A token without a role: what it may do is up to its scopes and to policies. */
    protected TokenBuilder user(String subject) {
        return TokenBuilder.token(clock).tenant(tenant).subject(subject);
    }

    /** Puts a rotation policy into a realm as a row: there is no operation for it yet. */
    protected void makeRotationPolicy(String realm, String id, Duration interval, Duration grace) {
        inRealm.run(realm, () -> entities.createNativeQuery(
                        "INSERT INTO rotation_policy (realm_id, id, name, interval_seconds,"
                                + " grace_seconds, created_at) VALUES (current_realm(), ?1, ?1, ?2, ?3, now())")
                .setParameter(1, id)
                .setParameter(2, interval.toSeconds())
                .setParameter(3, grace.toSeconds())
                .executeUpdate());
    }

    /** A request with a token and a JSON body to come. */
    protected static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    /** Writes a secret with a single field. */
    protected static void write(String token, String path, String password) {
        as(token)
                .body("{\"data\": {\"password\": \"" + password + "\"}}")
                .put("/v1/secrets/" + path)
                .then()
                .statusCode(org.hamcrest.Matchers.anyOf(org.hamcrest.Matchers.is(200), org.hamcrest.Matchers.is(201)));
    }

    /** Makes a policy in the tenant and binds it to one identity; returns its id. */
    protected String grant(String identityType, String identityId, String pattern, String... permissions) {
        String id = as(tenantAdmin())
                .body("{\"name\": \"p\", \"rules\": [{\"path_pattern\": \"" + pattern + "\", \"permissions\": [\""
                        + String.join("\", \"", permissions) + "\"]}]}")
                .post("/v1/policies")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as(tenantAdmin())
                .body("{\"identity_type\": \"" + identityType + "\", \"identity_id\": \"" + identityId + "\"}")
                .post("/v1/policies/" + id + "/bindings")
                .then()
                .statusCode(201);
        return id;
    }
}
