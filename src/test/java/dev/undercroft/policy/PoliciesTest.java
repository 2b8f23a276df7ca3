package dev.undercroft.policy;

import static dev.undercroft.testing.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Json;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies made, bound, changed and asked; a change counts at the next request (secrets specification, section 5). */
@QuarkusTest
class PoliciesTest extends ApiTest {

    private static final String RULES =
            "\"rules\": [{\"path_pattern\": \"app/**\", \"permissions\": [\"read\", \"list\"]}]";

    @Test
    void aNewPolicyIsShownAsItWasSent() {
        clock.stopAt(Instant.parse("2026-04-23T14:00:00Z"));

        Response answer = as(tenantAdmin())
                .body("{\"name\": \"readers\", \"description\": \"d\", " + RULES + "}")
                .post("/v1/policies");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.<String>path("id")).startsWith("pol_");
        assertThat(Json.without(Json.of(answer), "id"))
                .isEqualTo(Json.of("{\"name\": \"readers\", \"description\": \"d\", " + RULES
                        + ", \"bindings\": [], \"scope\": \"tenant\", \"is_active\": true,"
                        + " \"created_at\": \"2026-04-23T14:00:00Z\", \"updated_at\": \"2026-04-23T14:00:00Z\"}"));
        assertThat(Json.of(get("/v1/policies/" + answer.path("id")))).isEqualTo(Json.of(answer));
    }

    @Test
    void aListShowsCountsAndHidesWhatIsNotActive() {
        String active = grant("user", "bob", "app/**", "read");
        String asleep = grant("user", "bob", "app/**", "read");
        patch(asleep, "{\"is_active\": false}");

        Response some = get("/v1/policies");
        Response all = get("/v1/policies?include_inactive=true");

        assertThat(some.<List<String>>path("policies.id")).containsExactly(active);
        assertThat(some.<Integer>path("policies[0].rule_count")).isEqualTo(1);
        assertThat(some.<Integer>path("policies[0].binding_count")).isEqualTo(1);
        assertThat(all.<List<String>>path("policies.id")).containsExactlyInAnyOrder(active, asleep);
    }

    @Test
    void aListIsPaged() {
        for (int i = 0; i < 3; i++) {
            grant("user", "bob", "app/**", "read");
        }

        Response first = get("/v1/policies?limit=2");
        Response second = as(tenantAdmin())
                .queryParam("cursor", first.<String>path("cursor"))
                .get("/v1/policies?limit=2");

        assertThat(first.<List<?>>path("policies")).hasSize(2);
        assertThat(first.<Boolean>path("has_more")).isTrue();
        assertThat(second.<List<?>>path("policies")).hasSize(1);
        assertThat(second.<String>path("cursor")).isNull();
        assertThat(second.<List<String>>path("policies.id"))
                .doesNotContainAnyElementsOf(first.<List<String>>path("policies.id"));
    }

    @Test
    void aReplacementKeepsTheBindings() {
        String policy = grant("user", "bob", "app/**", "read");

        Response answer = as(tenantAdmin())
                .body("{\"name\": \"other\", \"rules\": [{\"path_pattern\": \"zoo/*\", \"permissions\": [\"list\"]}]}")
                .put("/v1/policies/" + policy);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("rules[0].path_pattern")).isEqualTo("zoo/*");
        assertThat(answer.<List<String>>path("bindings.identity_id")).containsExactly("user:bob");
    }

    @Test
    void aBoundPolicyGoesOnlyByForce() {
        write(tenantAdmin(), "app/db", "p");
        String policy = grant("user", "bob", "app/**", "read");

        assertRefused(as(tenantAdmin()).delete("/v1/policies/" + policy), 409, "policy_in_use");
        assertThat(read().statusCode()).isEqualTo(200);
        assertThat(as(tenantAdmin())
                        .delete("/v1/policies/" + policy + "?force=true")
                        .statusCode())
                .isEqualTo(200);
        assertRefused(get("/v1/policies/" + policy), 404, "policy_not_found");
        assertRefused(read(), 403, "access_denied");
    }

    @Test
    void noDecisionIsStaleAfterAChange() {
        write(tenantAdmin(), "app/db", "p");
        assertRefused(read(), 403, "access_denied");

        String policy = grant("user", "bob", "app/**", "read");
        assertThat(read().statusCode()).as("bound").isEqualTo(200);
        patch(policy, "{\"is_active\": false}");
        assertRefused(read(), 403, "access_denied");
        patch(policy, "{\"is_active\": true}");
        assertThat(read().statusCode()).as("active again").isEqualTo(200);
        patch(policy, "{\"rules\": [{\"path_pattern\": \"zoo/**\", \"permissions\": [\"read\"]}]}");
        assertRefused(read(), 403, "access_denied");
        patch(policy, "{\"rules\": [{\"path_pattern\": \"app/*\", \"permissions\": [\"read\"]}]}");
        assertThat(read().statusCode()).as("narrowed").isEqualTo(200);
        String binding = get("/v1/policies/" + policy + "/bindings").path("bindings[0].id");
        as(tenantAdmin())
                .delete("/v1/policies/" + policy + "/bindings/" + binding)
                .then()
                .statusCode(200);
        assertRefused(read(), 403, "access_denied");
    }

    @Test
    void aBindingEndsAtItsExpiry() {
        clock.stopAt(Instant.parse("2026-04-23T14:00:00Z"));
        write(tenantAdmin(), "app/db", "p");
        String policy = grant("user", "bob", "app/**", "read");
        Response bound = as(tenantAdmin())
                .body("{\"identity_type\": \"user\", \"identity_id\": \"bob\", \"expires_at\":"
                        + " \"2026-04-23T14:30:00Z\"}")
                .post("/v1/policies/" + policy + "/bindings");
        assertThat(bound.statusCode()).isEqualTo(201);

        assertThat(read().statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(30));

        assertRefused(read(), 403, "access_denied");
        assertThat(get("/v1/policies/" + policy + "/bindings").<List<?>>path("bindings"))
                .hasSize(1);
    }

    @Test
    void aGroupHoldsWhatItsMembersMayDo() {
        write(tenantAdmin(), "app/db", "p");
        grant("group", "sre", "app/**", "read");

        assertThat(as(user("bob").groups("sre").scope("secrets:read").sign())
                        .get("/v1/secrets/app/db")
                        .statusCode())
                .isEqualTo(200);
        assertRefused(
                as(user("bob").groups("dev").scope("secrets:read").sign()).get("/v1/secrets/app/db"),
                403,
                "access_denied");
    }

    @Test
    void aServiceAccountIsNotAUserOfTheSameName() {
        write(tenantAdmin(), "app/db", "p");
        grant("service_account", "bob", "app/**", "read");

        assertRefused(read(), 403, "access_denied");
        assertThat(as(user("x").serviceAccount("bob").scope("secrets:read").sign())
                        .get("/v1/secrets/app/db")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "read, GET, 200",
        "read, PUT, 403",
        "write, PUT, 200",
        "write, GET, 403",
        "list, GET, 403",
        "admin, GET, 200",
        "admin, PUT, 200",
        "delete, PUT, 403"
    })
    void aPermissionAllowsItsOwnActionOnlyAndAdminAll(String permission, String method, int status) {
        write(tenantAdmin(), "app/db", "p");
        grant("user", "bob", "app/**", permission);

        Response answer = as(user("bob").scope(EVERY_SCOPE).sign())
                .body(method.equals("GET") ? "" : "{\"data\": {}}")
                .request(method, "/v1/secrets/app/db");

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void conditionsMustAllHold() {
        write(tenantAdmin(), "app/db", "p");
        clock.stopAt(Instant.parse("2026-04-23T14:00:00Z"));
        String policy = grant("user", "bob", "app/**", "read");
        patch(
                policy,
                "{\"rules\": [{\"path_pattern\": \"app/**\", \"permissions\": [\"read\"], \"conditions\":"
                        + " {\"ip_ranges\": [\"127.0.0.0/8\"], \"require_mfa\": true}}]}");

        assertRefused(read(), 403, "mfa_required");
        String fresh = user("bob")
                .scope("secrets:read")
                .claim("mfa_verified_at", clock.instant().minusSeconds(60).getEpochSecond())
                .sign();
        assertThat(as(fresh).get("/v1/secrets/app/db").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(20));
        assertRefused(as(fresh).get("/v1/secrets/app/db"), 403, "mfa_required");
    }

    @Test
    void aTestSaysWhichRuleAllowsAndLeavesNoEvent() {
        String policy = grant("user", "bob", "app/**", "read");
        String events = "SELECT count(*)::text FROM audit_event WHERE realm_id = '" + tenant + "'";
        List<String> before = Superuser.texts(events);

        Response allowed = test("{\"identity_id\": \"user:bob\", \"path\": \"app/db\", \"permission\": \"read\"}");
        Response denied = test("{\"identity_id\": \"user:bob\", \"path\": \"zoo/db\", \"permission\": \"read\"}");

        assertThat(allowed.<Boolean>path("allowed")).isTrue();
        assertThat(allowed.<String>path("matched_policy")).isEqualTo(policy);
        assertThat(allowed.<String>path("matched_rule.path_pattern")).isEqualTo("app/**");
        assertThat(denied.<Boolean>path("allowed")).isFalse();
        assertThat(denied.<String>path("reason")).isEqualTo("access_denied");
        assertThat(denied.<List<String>>path("evaluated_policies")).containsExactly(policy);
        assertThat(Superuser.texts(events)).isEqualTo(before);
    }

    @Test
    void aTestSupposesCircumstances() {
        String policy = grant("group", "sre", "app/**", "read");
        patch(
                policy,
                "{\"rules\": [{\"path_pattern\": \"app/**\", \"permissions\": [\"read\"], \"conditions\":"
                        + " {\"ip_ranges\": [\"10.0.0.0/8\"]}}]}");
        String question = "{\"identity_id\": \"user:bob\", \"path\": \"app/db\", \"permission\": \"read\", \"context\":"
                + " {\"groups\": [\"sre\"], \"source_ip\": \"%s\"}}";

        assertThat(test(question.formatted("10.1.2.3")).<Boolean>path("allowed"))
                .isTrue();
        assertThat(test(question.formatted("192.0.2.1")).<String>path("reason")).isEqualTo("ip_not_allowed");
    }

    private Response test(String question) {
        Response answer = as(tenantAdmin()).body(question).post("/v1/policies/test");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private Response read() {
        return as(user("bob").scope("secrets:read").sign()).get("/v1/secrets/app/db");
    }

    private Response get(String path) {
        return as(tenantAdmin()).get(path);
    }

    private void patch(String policy, String body) {
        as(tenantAdmin()).body(body).patch("/v1/policies/" + policy).then().statusCode(200);
    }

    @Test
    void aTenantThatIsBeingMadeGetsItsPartnersChangeOfPolicyToo() throws Exception {
        String young = "tnt_" + unique();
        var changed = new AtomicReference<CompletableFuture<Response>>();

        Superuser.inTransaction(creation -> {
            creation.execute("SELECT pg_advisory_xact_lock_shared(hashtextextended('realm epoch " + partner + "', 0))");
            creation.execute("INSERT INTO realm (realm_id, kind, partner_id, name, created_at) VALUES ('" + young
                    + "', 'tenant', '" + partner + "', 'Young', now())");
            String admin = partnerAdmin();
            changed.set(CompletableFuture.supplyAsync(() -> as(admin)
                    .body("{\"name\": \"p\", \"rules\": [{\"path_pattern\": \"app/**\", \"permissions\":"
                            + " [\"read\"]}]}")
                    .post("/v1/policies")));
            while (Superuser.texts("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                            .isEmpty()
                    && !changed.get().isDone()) {
                Thread.onSpinWait();
            }
        });

        assertThat(changed.get().join().statusCode()).isEqualTo(201);
        assertThat(Superuser.texts("SELECT epoch FROM realm WHERE realm_id = '" + young + "'"))
                .containsExactly("2");
    }
}
