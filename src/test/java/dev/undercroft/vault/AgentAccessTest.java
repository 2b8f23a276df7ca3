package dev.undercroft.vault;

import static dev.undercroft.vault.VaultBodies.id;
import static dev.undercroft.vault.VaultBodies.proof;
import static dev.undercroft.vault.VaultBodies.replacement;
import static dev.undercroft.vault.VaultBodies.secretDraft;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.testing.Json;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an agent's key may see and do, on every route (vault specification, sections 7.8 and 13). */
@QuarkusTest
class AgentAccessTest extends VaultApi {

    private String bot;
    private String botKey;
    private String other;
    private String granted;
    private String hidden;

    @BeforeEach
    void oneGrantedAndOneHidden() {
        vault();
        bot = agent("bot");
        botKey = agentKey(bot);
        other = agent("other");
        granted = secret(admin(), "granted");
        hidden = secret(admin(), "hidden");
        created(grant(admin(), granted, bot));
        created(grant(admin(), granted, other));
        created(grant(admin(), hidden, other));
    }

    @Test
    void anAgentReadsWhatIsGrantedToItAndNothingElse() {
        assertThat(ok(as(botKey).get(SECRETS + "/" + granted)).get("id").textValue())
                .isEqualTo(granted);
        refused(as(botKey).get(SECRETS + "/" + hidden), 404);
        assertThat(ok(as(botKey).get(SECRETS)).findValuesAsText("name")).containsExactly("granted");
        JsonNode unlocked = ok(unlock(botKey, proof("primary")));
        assertThat(unlocked.get("wrapped_org_encryption_key").isTextual()).isTrue();
        assertThat(unlocked.get("encrypted_secrets").findValuesAsText("name")).containsExactly("granted");
        assertThat(ok(as(botKey).get(BASE + "/info")).get("secret_count").intValue())
                .isEqualTo(1);
        assertThat(ok(as(botKey).get(BASE + "/keys"))).hasSize(5);
        assertThat(ok(as(admin()).get(SECRETS))).hasSize(2);
    }

    @Test
    void anAgentSeesNoRuleButItsOwn() {
        for (JsonNode rules : new JsonNode[] {
            ok(as(botKey).get(SECRETS + "/" + granted + "/access")),
            ok(as(botKey).get(SECRETS + "/" + granted)).get("access"),
            ok(as(botKey).get(SECRETS)).at("/0/access"),
            ok(unlock(botKey, proof("primary"))).at("/encrypted_secrets/0/access")
        }) {
            assertThat(rules).hasSize(1);
            assertThat(rules.at("/0/identity_id").textValue()).isEqualTo(bot);
            assertThat(rules.at("/0/vault_secret_id").textValue()).isEqualTo(granted);
        }
        refused(as(botKey).get(SECRETS + "/" + hidden + "/access"), 404);
        assertThat(ok(as(admin()).get(SECRETS + "/" + granted)).get("access")).hasSize(2);
        assertThat(ok(as(admin()).get(SECRETS + "/" + granted + "/access"))).hasSize(2);
    }

    /** A key for the agent that has every scope, which no operation gives one. */
    private String keyWithEveryScope() {
        String key = agentKey(bot);
        Superuser.run("UPDATE access_key SET scopes = '{" + EVERYTHING.replace(' ', ',')
                + "}' WHERE identity_id = 'agent:" + bot + "'");
        return key;
    }

    @Test
    void anAgentAdministersNothingWhateverItsScopes() {
        String botKey = keyWithEveryScope();
        refused(initialize(botKey), 403);
        refused(
                as(botKey)
                        .body(replacement("n")
                                .put("current_auth_hash", proof("primary"))
                                .toString())
                        .put(BASE + "/keys/primary"),
                403);
        refused(as(botKey).delete(BASE + "/keys/" + proof("code-1")), 403);
        refused(as(botKey).delete(BASE + "?confirm=" + tenant), 403);
        refused(as(botKey).delete(SECRETS + "/" + granted + "/access/" + bot), 403);
        refused(as(botKey).delete(SECRETS + "/" + hidden + "/access/" + other), 403);
        refused(as(botKey).body("{\"agent_handle\": \"mine\"}").post("/api/v1/identities/"), 403);
        refused(as(botKey).delete("/api/v1/identities/other"), 403);
        refused(as(botKey).body("{\"label\": \"k\"}").post("/api/v1/api-keys"), 403);
        assertThat(ok(as(admin()).get(BASE + "/keys"))).hasSize(5);
        assertThat(Json.of(as(botKey).get("/api/access-keys")).path("code").textValue())
                .isEqualTo("AUTH_SCOPE_REQUIRED");
    }

    @Test
    void anAgentChangesWhatItMadeAndNothingElse() {
        refused(as(botKey).body("{\"name\": \"x\"}").patch(SECRETS + "/" + granted), 403);
        refused(as(botKey).delete(SECRETS + "/" + granted), 403);
        refused(as(botKey).body("{\"name\": \"x\"}").patch(SECRETS + "/" + hidden), 404);
        refused(as(botKey).delete(SECRETS + "/" + hidden), 404);
        String mine = secret(botKey, "mine");

        refused(as(botKey).get(SECRETS + "/" + mine), 404);
        created(grant(botKey, mine, bot));
        ok(as(botKey).get(SECRETS + "/" + mine));
        ok(as(botKey).body("{\"name\": \"renamed\"}").patch(SECRETS + "/" + mine));
        gone(as(botKey).delete(SECRETS + "/" + mine));
    }

    @Test
    void anAgentGrantsItselfWhatItMadeUntilItIsTakenAway() {
        String mine = secret(botKey, "mine");
        JsonNode first = created(grant(botKey, mine, bot));

        assertThat(created(grant(botKey, mine, bot))).isEqualTo(first);
        refused(grant(botKey, mine, other), 403);
        refused(grant(botKey, granted, other), 403);
        refused(grant(botKey, hidden, bot), 404);
        refused(grant(admin(), mine, bot), 409);
        gone(as(admin()).delete(SECRETS + "/" + mine + "/access/" + bot));

        refused(grant(botKey, mine, bot), 404);
        refused(as(botKey).get(SECRETS + "/" + mine), 404);
        refused(as(botKey).delete(SECRETS + "/" + mine), 404);
    }

    @Test
    void aMakersRightsAreTakenAwayBeforeTheyAreUsedToo() {
        String mine = secret(botKey, "mine");

        gone(as(admin()).delete(SECRETS + "/" + mine + "/access/" + bot));

        refused(grant(botKey, mine, bot), 404);
        refused(as(admin()).delete(SECRETS + "/" + mine + "/access/" + bot), 404);
    }

    @Test
    void aGrantTakenAwayCountsAtOnce() {
        ok(as(botKey).get(SECRETS + "/" + granted));

        gone(as(admin()).delete(SECRETS + "/" + granted + "/access/" + bot));

        refused(as(botKey).get(SECRETS + "/" + granted), 404);
        assertThat(ok(unlock(botKey, proof("primary"))).get("encrypted_secrets"))
                .isEmpty();
        refused(as(admin()).delete(SECRETS + "/" + granted + "/access/" + bot), 404);
    }

    @Test
    void grantsNeedASecretAndAnIdentity() {
        refused(grant(admin(), id(), bot), 404);
        refused(grant(admin(), granted, id()), 404);
        refused(grant(admin(), granted, "x"), 422);
        refused(as(admin()).body("{}").post(SECRETS + "/" + granted + "/access"), 422);
    }

    @Test
    void identitiesHaveHandlesThatAreTakenOnce() {
        JsonNode made = created(as(admin())
                .body("{\"agent_handle\": \"@Mail.Bot\", \"mailbox\": {}, \"display_name\": \"Mail\"}")
                .post("/api/v1/identities/"));

        assertThat(made.get("agent_handle").textValue()).isEqualTo("mail.bot");
        assertThat(made.get("organization_id").textValue()).isEqualTo(tenant);
        assertThat(made.get("mailbox").isNull()).isTrue();
        for (String handle : new String[] {"mail.bot", "@mail.bot", "MAIL.BOT"}) {
            assertThat(ok(as(admin()).get("/api/v1/identities/" + handle))).isEqualTo(made);
        }
        Response taken = as(admin()).body("{\"agent_handle\": \"MAIL.bot\"}").post("/api/v1/identities");
        refused(taken, 409);
        assertThat(Json.of(taken).at("/detail/error").textValue()).isEqualTo("agent_handle_unavailable");
        assertThat(Json.of(taken).at("/detail/blocking_namespace").textValue()).isEqualTo("identities");
        refused(as(admin()).get("/api/v1/identities/nobody"), 404);
        for (String bad : new String[] {"", "@", "-x", "a b", "x".repeat(64), "ä"}) {
            refused(as(admin()).body("{\"agent_handle\": \"" + bad + "\"}").post("/api/v1/identities/"), 422);
        }
        assertThat(ok(as(admin()).get("/api/v1/identities/"))).hasSize(3);
        assertThat(ok(as(botKey).get("/api/v1/identities/")).findValuesAsText("id"))
                .containsExactly(bot);
        refused(as(botKey).get("/api/v1/identities/other"), 404);
        ok(as(botKey).get("/api/v1/identities/bot"));
    }

    @Test
    void anIdentityIsMadeWithItsSecrets() {
        for (String ids : new String[] {"\"*\"", "\"all\"", "[\"" + granted + "\", \"" + hidden + "\"]"}) {
            String handle = "with" + unique();
            created(as(admin())
                    .body("{\"agent_handle\": \"" + handle + "\", \"vault_secret_ids\": " + ids + "}")
                    .post("/api/v1/identities/"));
            String key = agentKey(ok(as(admin()).get("/api/v1/identities/" + handle))
                    .get("id")
                    .textValue());
            assertThat(ok(as(key).get(SECRETS))).hasSize(2);
        }
        created(as(admin())
                .body("{\"agent_handle\": \"one\", \"vault_secret_ids\": \"" + hidden + "\"}")
                .post("/api/v1/identities/"));
        refused(
                as(admin())
                        .body("{\"agent_handle\": \"none\", \"vault_secret_ids\": \"" + id() + "\"}")
                        .post("/api/v1/identities/"),
                404);
        refused(as(admin()).get("/api/v1/identities/none"), 404);
        for (String bad : new String[] {"[null]", "7", "{}", "true", "\"\"", "[\"*\"]", "\"x\""}) {
            refused(
                    as(admin())
                            .noFilters()
                            .body("{\"agent_handle\": \"none\", \"vault_secret_ids\": " + bad + "}")
                            .post("/api/v1/identities/"),
                    422);
        }
    }

    @Test
    void aDeletedIdentityTakesItsRulesAndKeysAlong() {
        ok(as(botKey).get(BASE + "/info"));

        gone(as(admin()).delete("/api/v1/identities/bot"));

        refused(as(botKey).get(BASE + "/info"), 401);
        refused(as(admin()).get("/api/v1/identities/bot"), 404);
        refused(as(admin()).delete("/api/v1/identities/bot"), 404);
        assertThat(ok(as(admin()).get(SECRETS + "/" + granted + "/access")).findValuesAsText("identity_id"))
                .containsExactly(other);
        assertThat(agent("bot")).isNotEqualTo(bot);
        assertThat(ok(as(agentKey(ok(as(admin()).get("/api/v1/identities/bot"))
                                .get("id")
                                .textValue()))
                        .get(SECRETS)))
                .isEmpty();
    }

    @Test
    void keysAreMadeForAgentsByKeysAndForTheOrganisationByPeople() {
        String adminKey = adminKey();
        JsonNode made = created(as(adminKey)
                .body("{\"label\": \"ci\", \"description\": \"d\", \"scoped_identity_id\": \"" + bot + "\"}")
                .post("/api/v1/api-keys"));

        assertThat(made.get("api_key").textValue()).startsWith("uck_");
        JsonNode row = made.get("record");
        assertThat(row.get("scoped_identity_id").textValue()).isEqualTo(bot);
        assertThat(row.get("status").textValue()).isEqualTo("active");
        assertThat(row.get("creator_type").textValue()).isEqualTo("human");
        assertThat(made.get("api_key").textValue()).endsWith(row.get("last4").textValue());
        ok(as(made.get("api_key").textValue()).get(SECRETS + "/" + granted));
        refused(as(adminKey).body("{\"label\": \"more\"}").post("/api/v1/api-keys"), 403);
        refused(
                as(adminKey)
                        .body("{\"label\": \"k\", \"scoped_identity_id\": \"" + id() + "\"}")
                        .post("/api/v1/api-keys"),
                404);
        String limited = user("limited").scope("identities:write", "vault:read").sign();
        String key = created(as(limited)
                        .body("{\"label\": \"k\", \"scoped_identity_id\": \"" + bot + "\"}")
                        .post("/api/v1/api-keys"))
                .get("api_key")
                .textValue();
        refused(as(key).body(secretDraft("x").toString()).post(SECRETS), 403);
    }

    private String keyMadeBy(String credential) {
        return created(as(credential)
                        .body("{\"label\": \"k\", \"scoped_identity_id\": \"" + bot + "\"}")
                        .post("/api/v1/api-keys"))
                .get("api_key")
                .textValue();
    }

    @Test
    void whoeverRevokesATokenEndsWhatItsKeysMade() {
        String token = admin();
        String adminKey = created(as(token).body("{\"label\": \"k\"}").post("/api/v1/api-keys"))
                .get("api_key")
                .textValue();
        String made = keyMadeBy(adminKey);
        ok(as(made).get(BASE + "/info"));

        as(tenantAdmin())
                .body("{\"token\": \"" + token + "\"}")
                .post("/v1/auth/revoke")
                .then()
                .statusCode(200);

        refused(as(adminKey).get(BASE + "/info"), 401);
        refused(as(made).get(BASE + "/info"), 401);
    }

    @Test
    void whoeverDeletesAKeyOrEndsAnIdentitysKeysEndsWhatTheyMade() {
        String first = adminKey();
        String madeByFirst = keyMadeBy(first);
        String second = adminKey();
        String madeBySecond = keyMadeBy(second);
        ok(as(madeByFirst).get(BASE + "/info"));
        String id = ok(as(first).get("/api/whoami")).get("key_id").textValue();

        gone(as(admin()).delete("/api/access-keys/" + id));
        refused(as(madeByFirst).get(BASE + "/info"), 401);
        ok(as(madeBySecond).get(BASE + "/info"));
        as(tenantAdmin())
                .body("{\"identity_id\": \"user:admin\"}")
                .post("/v1/auth/revoke")
                .then()
                .statusCode(200);
        refused(as(madeBySecond).get(BASE + "/info"), 401);
    }

    @Test
    void aKeyThatAKeyMadeEndsWithItAtTheLatest() {
        String soon = clock.instant().plusSeconds(60).toString().substring(0, 19) + "Z";
        String key = created(as(admin())
                        .body("{\"name\": \"k\", \"scopes\": [\"vault:read\", \"identities:write\"], \"expiresAt\": \""
                                + soon + "\"}")
                        .post("/api/access-keys"))
                .get("key")
                .textValue();
        String made = keyMadeBy(key);
        ok(as(made).get(BASE + "/info"));

        clock.advance(Duration.ofMinutes(2));

        refused(as(made).get(BASE + "/info"), 401);
    }

    @Test
    void nobodyOfAnotherRealmMakesAKeyForAnAgent() {
        Response answer = as(partnerAdmin())
                .header("X-Tenant-ID", tenant)
                .body("{\"label\": \"k\", \"scoped_identity_id\": \"" + bot + "\"}")
                .post("/api/v1/api-keys");

        refused(answer, 403);
    }

    @Test
    void whoeverRevokesAKeyEndsTheKeysThatItMade() {
        String adminKey = adminKey();
        String made = keyMadeBy(adminKey);
        ok(as(made).get(BASE + "/info"));

        assertThat(as(tenantAdmin())
                        .body("{\"token\": \"" + adminKey + "\"}")
                        .post("/v1/auth/revoke")
                        .statusCode())
                .isEqualTo(200);

        refused(as(adminKey).get(BASE + "/info"), 401);
        refused(as(made).get(BASE + "/info"), 401);
        ok(as(botKey).get(BASE + "/info"));
    }

    @Test
    void theTrailSaysWhichAgentRead() {
        ok(as(botKey).get(SECRETS + "/" + granted));
        refused(as(botKey).get(SECRETS + "/" + hidden), 404);

        assertThat(Superuser.texts("SELECT identity_type || ' ' || identity_id || ' ' || secret_path || ' ' || success"
                        + " FROM audit_event WHERE realm_id = '" + tenant + "' AND action = 'read'"
                        + " ORDER BY occurred_at, id"))
                .containsExactly(
                        "agent agent:" + bot + " " + SECRETS + "/" + granted + " true",
                        "agent agent:" + bot + " " + SECRETS + "/" + hidden + " false");
    }
}
