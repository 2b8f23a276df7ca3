package dev.undercroft.vault;

import static dev.undercroft.vault.VaultBodies.CODES;
import static dev.undercroft.vault.VaultBodies.draft;
import static dev.undercroft.vault.VaultBodies.draftOfTwo;
import static dev.undercroft.vault.VaultBodies.id;
import static dev.undercroft.vault.VaultBodies.material;
import static dev.undercroft.vault.VaultBodies.materialOfTwo;
import static dev.undercroft.vault.VaultBodies.proof;
import static dev.undercroft.vault.VaultBodies.random;
import static dev.undercroft.vault.VaultBodies.replacement;
import static dev.undercroft.vault.VaultBodies.secretDraft;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.testing.Json;
import dev.undercroft.testing.Superuser;
import dev.undercroft.testing.TokenBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The life of a vault (vault specification, sections 7 and 13). */
@QuarkusTest
class VaultTest extends VaultApi {

    @Test
    void aVaultIsMadeOnceAndSaysWhatItIs() {
        refused(as(admin()).get(BASE + "/info"), 404);
        ObjectNode draft = draft();

        JsonNode made = created(as(admin()).body(draft.toString()).post(BASE + "/initialize"));

        assertThat(made.get("vault_key_id")).isEqualTo(draft.at("/vault_key/id"));
        assertThat(made.get("recovery_key_count").intValue()).isEqualTo(4);
        JsonNode info = ok(as(admin()).get(BASE + "/info"));
        assertThat(info.get("id")).isEqualTo(made.get("vault_id"));
        assertThat(info.get("organization_id").textValue()).isEqualTo(tenant);
        assertThat(info.get("key_count").intValue()).isEqualTo(1);
        assertThat(info.get("secret_count").intValue()).isZero();
        assertThat(info.get("recovery_key_count").intValue()).isEqualTo(4);
        assertThat(info.get("payload_format").intValue()).isEqualTo(1);
        assertThat(info.get("kdf").toString()).isEqualTo("{\"iterations\":3,\"memory_kib\":65536,\"parallelism\":1}");
        assertThat(info.get("created_at").textValue()).endsWith("Z");
        refused(initialize(admin()), 409);
        assertThat(ok(as(admin()).get(BASE + "/info"))).isEqualTo(info);
    }

    @Test
    void bothPrefixesAndEveryHeaderLeadToTheSame() {
        vault();
        String key = adminKey();
        JsonNode info = ok(as(key).get("/vault/info"));

        assertThat(ok(as(key).get(BASE + "/info"))).isEqualTo(info);
        assertThat(ok(given().header("X-API-Key", key).get("/vault/info"))).isEqualTo(info);
        assertThat(ok(given().header("X-API-Key", admin()).get(BASE + "/info"))).isEqualTo(info);
        assertThat(ok(as(key).noFilters().get("/vault/unlock?auth_hash=" + proof("primary")))
                        .get("wrapped_org_encryption_key")
                        .isTextual())
                .isTrue();
        String id = secret(key, "through both");
        ok(as(key).get("/vault/secrets/" + id));
        gone(as(key).delete("/vault/secrets/" + id));
        refused(as(key).get("/vault/nowhere"), 404);
        refused(as(key).get("/api/v1/nowhere"), 404);
        refused(as(key).get("/vault/secrets%2F" + id), 404);
        refused(as(key).get("/vault/info;x=1"), 404);
        refused(given().get("/vault/info"), 401);
    }

    @Test
    void unlockingGivesTheKeyOfTheProofAndAllCiphertexts() {
        ObjectNode draft = draft();
        created(as(admin()).body(draft.toString()).post(BASE + "/initialize"));
        ObjectNode secret = secretDraft("mail");
        created(as(admin()).body(secret.toString()).post(SECRETS));

        JsonNode byKey = ok(unlock(admin(), proof("primary")));
        JsonNode byCode = ok(unlock(admin(), proof("code-3")));

        assertThat(byKey.get("wrapped_org_encryption_key"))
                .isEqualTo(draft.at("/vault_key/wrapped_org_encryption_key"));
        assertThat(byCode.get("wrapped_org_encryption_key"))
                .isEqualTo(draft.at("/recovery_keys/2/wrapped_org_encryption_key"));
        assertThat(byKey.get("encrypted_secrets")).hasSize(1);
        assertThat(byKey.at("/encrypted_secrets/0/id")).isEqualTo(secret.get("id"));
        assertThat(byKey.at("/encrypted_secrets/0/encrypted_payload")).isEqualTo(secret.get("encrypted_payload"));
        assertThat(byKey.at("/encrypted_secrets/0/access")).isEmpty();
        assertThat(unlock(admin(), proof("primary")).header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aRefusedRevocationLeavesNoProofInTheTrail() {
        vault();
        String reader = user("reader").scope("vault:read").sign();

        for (String base : new String[] {BASE, "/vault"}) {
            refused(as(reader).delete(base + "/keys/" + proof("code-1")), 403);
            refused(as(reader).delete(base + "/keys/A-Vault-Key-by-mistake"), 403);
            refused(as(reader).get(base + "/secrets/" + proof("code-1")), 404);
        }

        assertThat(Superuser.texts("SELECT DISTINCT extra_data->>'resource' FROM audit_event WHERE realm_id = '"
                        + tenant + "' AND NOT success"))
                .containsExactlyInAnyOrder(
                        BASE + "/keys/...", BASE + "/secrets/...", "/vault/keys/...", "/vault/secrets/...");
    }

    @Test
    void anUnknownProofGetsNothingAndStandsInTheTrail() {
        vault();
        secret(admin(), "mail");

        JsonNode answer = ok(unlock(admin(), proof("something else")));

        assertThat(answer.get("wrapped_org_encryption_key").isNull()).isTrue();
        assertThat(answer.get("encrypted_secrets")).isEmpty();
        assertThat(Superuser.texts("SELECT extra_data->>'matched' FROM audit_event WHERE action = 'unlock'"
                        + " AND realm_id = '" + tenant + "'"))
                .containsExactly("false");
        for (String malformed : new String[] {"", "x", proof("primary").toUpperCase(java.util.Locale.ROOT)}) {
            assertThat(refused(unlock(admin(), malformed), 422)).contains("auth_hash");
        }
        refused(as(admin()).get(BASE + "/unlock"), 422);
    }

    @Test
    void keysAreListedWithoutTheirKeys() {
        ObjectNode draft = draft();
        created(as(admin()).body(draft.toString()).post(BASE + "/initialize"));

        JsonNode keys = ok(as(admin()).get(BASE + "/keys"));

        assertThat(keys).hasSize(5);
        assertThat(keys.get(0).get("id")).isEqualTo(draft.at("/vault_key/id"));
        assertThat(keys.get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "key_type", "created_by", "created_at", "updated_at");
        assertThat(keys.get(0).get("created_by").textValue()).isEqualTo("user:admin");
        assertThat(ok(as(admin()).get(BASE + "/keys?type=PRIMARY"))).hasSize(1);
        assertThat(ok(as(admin()).get(BASE + "/keys?type=recovery"))).hasSize(4);
        refused(as(admin()).get(BASE + "/keys?type=other"), 422);
    }

    @Test
    void replacingByTheCurrentKeyKeepsTheRecoveryKeys() {
        vault();

        ObjectNode fresh = replacement("new key").put("current_auth_hash", proof("primary"));
        JsonNode key = ok(as(admin()).body(fresh.toString()).put(BASE + "/keys/primary"));

        assertThat(key.get("id")).isEqualTo(fresh.get("id"));
        assertThat(key.get("key_type").textValue()).isEqualTo("primary");
        assertThat(ok(unlock(admin(), proof("new key"))).get("wrapped_org_encryption_key"))
                .isEqualTo(fresh.get("wrapped_org_encryption_key"));
        assertThat(ok(unlock(admin(), proof("primary")))
                        .get("wrapped_org_encryption_key")
                        .isNull())
                .isTrue();
        assertThat(ok(as(admin()).get(BASE + "/info")).get("recovery_key_count").intValue())
                .isEqualTo(4);
        // The same vault key again, and back to one that was replaced.
        ok(as(admin())
                .body(replacement("new key")
                        .put("current_auth_hash", proof("new key"))
                        .toString())
                .put(BASE + "/keys/primary"));
        ok(as(admin())
                .body(replacement("primary")
                        .put("current_auth_hash", proof("new key"))
                        .toString())
                .put(BASE + "/keys/primary"));
    }

    @Test
    void replacingByARecoveryCodeSpendsIt() {
        vault();

        ok(as(admin())
                .body(replacement("new key")
                        .put("recovery_auth_hash", proof("code-2"))
                        .toString())
                .put(BASE + "/keys/primary"));

        assertThat(ok(as(admin()).get(BASE + "/keys"))).hasSize(4);
        assertThat(ok(unlock(admin(), proof("code-2")))
                        .get("wrapped_org_encryption_key")
                        .isNull())
                .isTrue();
        assertThat(ok(unlock(admin(), proof("primary")))
                        .get("wrapped_org_encryption_key")
                        .isNull())
                .isTrue();
        assertThat(ok(unlock(admin(), proof("code-1")))
                        .get("wrapped_org_encryption_key")
                        .isTextual())
                .isTrue();
        refused(
                as(admin())
                        .body(replacement("newer")
                                .put("recovery_auth_hash", proof("code-2"))
                                .toString())
                        .put(BASE + "/keys/primary"),
                404);
    }

    @Test
    void aReplacementNeedsExactlyOneProofOfTheRightKind() {
        refused(
                as(admin())
                        .body(replacement("n")
                                .put("current_auth_hash", proof("primary"))
                                .toString())
                        .put(BASE + "/keys/primary"),
                404);
        vault();
        JsonNode before = ok(as(admin()).get(BASE + "/keys"));

        replaceRefused(400, body -> {});
        replaceRefused(400, body -> body.put("current_auth_hash", proof("primary"))
                .put("recovery_auth_hash", proof("code-1")));
        replaceRefused(403, body -> body.put("current_auth_hash", proof("wrong")));
        replaceRefused(403, body -> body.put("current_auth_hash", proof("code-1")));
        replaceRefused(404, body -> body.put("recovery_auth_hash", proof("primary")));
        replaceRefused(404, body -> body.put("recovery_auth_hash", proof("wrong")));
        replaceRefused(422, body -> body.put("current_auth_hash", "short"));
        replaceRefused(422, body -> body.put("current_auth_hash", proof("primary"))
                .put("wrapped_org_encryption_key", random(59)));
        replaceRefused(
                422, body -> body.put("current_auth_hash", proof("primary")).put("auth_hash", proof("code-1")));
        replaceRefused(422, body -> body.put("current_auth_hash", proof("primary"))
                .put("id", before.at("/1/id").textValue()));
        replaceRefused(422, body -> body.put("current_auth_hash", proof("primary"))
                .put("id", before.at("/0/id").textValue()));
        replaceRefused(
                422, body -> body.put("current_auth_hash", proof("primary")).put("change_auth_hash", proof("x")));

        assertThat(ok(as(admin()).get(BASE + "/keys"))).isEqualTo(before);
    }

    private void replaceRefused(int status, Consumer<ObjectNode> change) {
        ObjectNode body = replacement("new key");
        change.accept(body);
        String detail = refused(as(admin()).body(body.toString()).put(BASE + "/keys/primary"), status);
        assertThat(detail).doesNotContain(proof("primary")).doesNotContain(proof("code-1"));
    }

    @Test
    void revokingTakesRecoveryKeysAndNeverThePrimary() {
        vault();

        gone(as(admin()).delete(BASE + "/keys/" + proof("code-1")));
        refused(as(admin()).delete(BASE + "/keys/" + proof("code-1")), 404);
        refused(as(admin()).delete(BASE + "/keys/" + proof("primary")), 409);
        refused(as(admin()).delete(BASE + "/keys/" + proof("wrong")), 404);
        refused(as(admin()).delete(BASE + "/keys/none"), 404);
        for (String code : CODES.subList(1, 4)) {
            gone(as(admin()).delete(BASE + "/keys/" + proof(code)));
        }

        assertThat(ok(as(admin()).get(BASE + "/info")).get("recovery_key_count").intValue())
                .isZero();
        assertThat(ok(unlock(admin(), proof("primary")))
                        .get("wrapped_org_encryption_key")
                        .isTextual())
                .isTrue();
    }

    @Test
    void aPersonDeletesTheVaultAndMayMakeAnother() {
        vault();
        String old = secret(admin(), "mail");
        grant(admin(), old, agent("bot"));
        String key = adminKey();

        refused(as(key).delete(BASE + "?confirm=" + tenant), 403);
        String service = TokenBuilder.token(clock)
                .tenant(tenant)
                .serviceAccount("ci")
                .scope(EVERYTHING)
                .sign();
        refused(as(service).delete(BASE + "?confirm=" + tenant), 403);
        refused(as(admin()).delete(BASE), 422);
        refused(as(admin()).delete(BASE + "?confirm=tnt_demo"), 422);
        ok(as(admin()).get(SECRETS + "/" + old));

        gone(as(admin()).delete(BASE + "?confirm=" + tenant));

        refused(as(admin()).get(BASE + "/info"), 404);
        refused(as(admin()).get(SECRETS + "/" + old), 404);
        refused(as(admin()).get(SECRETS), 404);
        refused(as(admin()).get(BASE + "/keys"), 404);
        refused(unlock(admin(), proof("primary")), 404);
        refused(as(admin()).body(secretDraft("x").toString()).post(SECRETS), 404);
        refused(as(admin()).delete(BASE + "?confirm=" + tenant), 404);
        assertThat(Superuser.texts("SELECT count(*)::text FROM vault_access_rule WHERE realm_id = '" + tenant + "'"))
                .containsExactly("0");
        vault();
        assertThat(ok(as(admin()).get(SECRETS))).isEmpty();
    }

    @Test
    void whatIsNoVaultIsRefusedAndNothingIsKept() {
        initializeRefused(draft -> draft.remove("vault_key"));
        initializeRefused(draft -> draft.remove("recovery_keys"));
        initializeRefused(draft -> ((ArrayNode) draft.get("recovery_keys")).remove(0));
        initializeRefused(draft -> ((ArrayNode) draft.get("recovery_keys")).add(material("more", "recovery")));
        initializeRefused(draft -> key(draft).put("key_type", "recovery"));
        initializeRefused(draft -> code(draft).put("key_type", "primary"));
        initializeRefused(draft -> key(draft).put("id", "none"));
        initializeRefused(draft -> key(draft).put("id", id().toUpperCase(java.util.Locale.ROOT)));
        initializeRefused(draft -> key(draft).put("auth_hash", "F".repeat(64)));
        initializeRefused(draft -> key(draft).remove("auth_hash"));
        initializeRefused(draft -> key(draft).put("wrapped_org_encryption_key", random(61)));
        initializeRefused(draft -> key(draft).put("wrapped_org_encryption_key", "no base64!"));
        initializeRefused(draft -> key(draft).put("change_auth_hash", proof("x")));
        initializeRefused(draft -> code(draft).set("id", key(draft).get("id")));
        initializeRefused(draft -> code(draft).set("auth_hash", key(draft).get("auth_hash")));
        initializeRefused(draft -> draft.put("payload_format", 3));
        initializeRefused(draft -> draft.put("payload_format", 2));
        initializeRefused(draft -> draft.putObject("kdf")
                .put("iterations", 4)
                .put("memory_kib", 65536)
                .put("parallelism", 1));
        initializeRefused(draft -> draft.putObject("kdf")
                .put("iterations", 2)
                .put("memory_kib", 65536)
                .put("parallelism", 1));
        for (String body : new String[] {"", "{", "[]", "null", "\"x\"", "{\"vault_key\": 7}"}) {
            refused(as(admin()).body(body).post(BASE + "/initialize"), 422);
        }
    }

    private static ObjectNode key(ObjectNode draft) {
        return (ObjectNode) draft.get("vault_key");
    }

    private static ObjectNode code(ObjectNode draft) {
        return (ObjectNode) draft.at("/recovery_keys/2");
    }

    private void initializeRefused(Consumer<ObjectNode> change) {
        ObjectNode draft = draft();
        change.accept(draft);
        Response answer = as(admin()).body(draft.toString()).post(BASE + "/initialize");
        assertThat(refused(answer, 422)).as(draft.toString()).doesNotContain(proof("primary"));
        refused(as(admin()).get(BASE + "/info"), 404);
    }

    @Test
    void aFaultSaysWhereItIs() {
        ObjectNode draft = draft();
        code(draft).put("auth_hash", "short");

        Response answer = as(admin()).body(draft.toString()).post(BASE + "/initialize");

        refused(answer, 422);
        assertThat(Json.of(answer).at("/detail/0/loc").toString())
                .isEqualTo("[\"body\",\"recovery_keys\",2,\"auth_hash\"]");
        assertThat(Json.of(as(admin()).get(BASE + "/unlock"))
                        .at("/detail/0/loc")
                        .toString())
                .isEqualTo("[\"query\",\"auth_hash\"]");
    }

    @Test
    void aCredentialWithoutAnOrganisationIsTold() {
        assertThat(refused(as(superAdminOfVaults()).get(BASE + "/info"), 403)).contains("organisation");
        vault();
        ok(as(superAdminOfVaults()).header("X-Tenant-ID", tenant).get(BASE + "/info"));
    }

    private String superAdminOfVaults() {
        return TokenBuilder.token(clock).role("super_admin").scope(EVERYTHING).sign();
    }

    @Test
    void whoamiSaysTheOrganisationToTokensAndKeys() {
        JsonNode token = ok(as(admin()).get("/api/whoami"));
        assertThat(token.get("auth_type").textValue()).isEqualTo("jwt");
        assertThat(token.get("organization_id").textValue()).isEqualTo(tenant);
        assertThat(token.get("user_id").textValue()).isEqualTo("user:admin");

        JsonNode key = ok(as(adminKey()).get("/api/whoami"));
        assertThat(key.get("auth_type").textValue()).isEqualTo("api_key");
        assertThat(key.get("auth_subtype").textValue()).isEqualTo("api_key.admin_scoped");
        assertThat(key.get("organization_id").textValue()).isEqualTo(tenant);
        assertThat(key.get("label").textValue()).isEqualTo("k");
        assertThat(key.get("created_by").textValue()).isEqualTo("user:admin");

        JsonNode agent = ok(as(agentKey(agent("bot"))).get("/api/whoami"));
        assertThat(agent.get("auth_subtype").textValue()).isEqualTo("api_key.agent_scoped.claimed");
        refused(given().get("/api/whoami"), 401);
        refused(given().get("/api/whoami/"), 401);
    }

    @Test
    void payloadFormatTwoHasProofsOfItsOwnForChanges() {
        created(as(admin()).body(draftOfTwo().toString()).post(BASE + "/initialize"));
        assertThat(ok(as(admin()).get(BASE + "/info")).get("payload_format").intValue())
                .isEqualTo(2);

        ObjectNode fresh = materialOfTwo("new key", "primary");
        String byUnlockProof =
                fresh.deepCopy().put("current_auth_hash", proof("primary")).toString();
        String byChangeProof = fresh.deepCopy()
                .put("current_auth_hash", proof("change primary"))
                .toString();

        refused(as(admin()).body(byUnlockProof).put(BASE + "/keys/primary"), 403);
        refused(as(admin()).delete(BASE + "/keys/" + proof("code-1")), 404);
        assertThat(ok(unlock(admin(), proof("change primary")))
                        .get("wrapped_org_encryption_key")
                        .isNull())
                .isTrue();
        ok(as(admin()).body(byChangeProof).put(BASE + "/keys/primary"));
        gone(as(admin()).delete(BASE + "/keys/" + proof("change code-1")));
        refused(
                as(admin())
                        .body(replacement("x")
                                .put("current_auth_hash", proof("change new key"))
                                .toString())
                        .put(BASE + "/keys/primary"),
                422);
    }

    @Test
    void payloadFormatTwoTakesNoProofTwice() {
        ObjectNode draft = draftOfTwo();
        code(draft).set("change_auth_hash", key(draft).get("change_auth_hash"));
        refused(as(admin()).body(draft.toString()).post(BASE + "/initialize"), 422);
        code(draft).set("change_auth_hash", key(draft).get("auth_hash"));
        refused(as(admin()).body(draft.toString()).post(BASE + "/initialize"), 422);
    }

    @Test
    void aBodyFullOfKeysIsRefusedBriefly() {
        ObjectNode draft = draft();
        ArrayNode keys = draft.putArray("recovery_keys");
        for (int i = 0; i < 400_000; i++) {
            keys.addObject();
        }

        Response answer = as(admin()).body(draft.toString()).post(BASE + "/initialize");

        refused(answer, 422);
        assertThat(answer.asString().length()).isLessThan(10_000);
    }

    @Test
    void payloadFormatTwoTakesStrongerParameters() {
        ObjectNode draft = draftOfTwo();
        draft.putObject("kdf").put("iterations", 4).put("memory_kib", 131072).put("parallelism", 2);

        created(as(admin()).body(draft.toString()).post(BASE + "/initialize"));

        assertThat(ok(as(admin()).get(BASE + "/info")).at("/kdf/memory_kib").intValue())
                .isEqualTo(131072);
    }
}
