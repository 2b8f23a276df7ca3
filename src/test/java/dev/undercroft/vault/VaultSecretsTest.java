package dev.undercroft.vault;

import static dev.undercroft.vault.VaultBodies.id;
import static dev.undercroft.vault.VaultBodies.proof;
import static dev.undercroft.vault.VaultBodies.random;
import static dev.undercroft.vault.VaultBodies.secretDraft;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets of a vault: what is kept, shown, changed and refused (vault specification, section 7.7). */
@QuarkusTest
class VaultSecretsTest extends VaultApi {

    @BeforeEach
    void makeVault() {
        vault();
    }

    private static JsonNode without(JsonNode object, String... names) {
        return ((ObjectNode) object.deepCopy()).without(List.of(names));
    }

    @Test
    void aSecretKeepsItsIdAndItsCiphertext() {
        ObjectNode draft = secretDraft("GitHub").put("description", "of the team");

        JsonNode made = created(as(admin()).body(draft.toString()).post(SECRETS));

        assertThat(made.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id", "name", "description", "secret_type", "status", "created_at", "updated_at");
        assertThat(made.get("id")).isEqualTo(draft.get("id"));
        assertThat(made.get("status").textValue()).isEqualTo("active");
        JsonNode read = ok(as(admin()).get(SECRETS + "/" + made.get("id").textValue()));
        assertThat(without(read, "access", "encrypted_payload")).isEqualTo(made);
        assertThat(read.get("access")).isEmpty();
        assertThat(read.get("encrypted_payload")).isEqualTo(draft.get("encrypted_payload"));
        JsonNode listed = ok(as(admin()).get(SECRETS));
        assertThat(listed).hasSize(1);
        assertThat(without(listed.get(0), "access")).isEqualTo(made);
        assertThat(listed.get(0).get("access")).isEmpty();
        assertThat(ok(as(admin()).get(BASE + "/info")).get("secret_count").intValue())
                .isEqualTo(1);
    }

    @Test
    void aListIsFilteredByType() {
        secret(admin(), "a");
        created(as(admin())
                .body(secretDraft("b").put("secret_type", "ssh_key").toString())
                .post(SECRETS));

        assertThat(ok(as(admin()).get(SECRETS + "?secret_type=ssh_key"))).hasSize(1);
        assertThat(ok(as(admin()).get(SECRETS + "?secret_type=other"))).isEmpty();
        refused(as(admin()).get(SECRETS + "?secret_type=everything"), 422);
    }

    @Test
    void anIdIsMadeWhereNoneIsSentAndTakenOnce() {
        ObjectNode draft = secretDraft("a");
        String sent = draft.get("id").textValue();
        draft.remove("id");
        assertThat(created(as(admin()).body(draft.toString()).post(SECRETS))
                        .get("id")
                        .textValue())
                .hasSize(36);
        draft.put("id", sent);
        created(as(admin()).body(draft.toString()).post(SECRETS));

        refused(as(admin()).body(draft.toString()).post(SECRETS), 409);
        // Another organisation's ids are nobody's business, so the same id is free there.
        String other = tenant + "x";
        makeTenant(other, partner);
        String there = dev.undercroft.testing.TokenBuilder.token(clock)
                .tenant(other)
                .scope(EVERYTHING)
                .sign();
        created(initialize(there));
        created(as(there).body(draft.toString()).post(SECRETS));
    }

    @Test
    void aChangeTouchesWhatItNamesAlone() {
        ObjectNode draft = secretDraft("a").put("description", "first");
        JsonNode made = created(as(admin()).body(draft.toString()).post(SECRETS));
        String path = SECRETS + "/" + draft.get("id").textValue();
        clock.advance(Duration.ofSeconds(5));

        assertThat(ok(as(admin()).body("{}").patch(path))).isEqualTo(made);
        JsonNode renamed = ok(as(admin()).body("{\"name\": \"b\"}").patch(path));
        assertThat(renamed.get("name").textValue()).isEqualTo("b");
        assertThat(renamed.get("description").textValue()).isEqualTo("first");
        assertThat(renamed.get("created_at")).isEqualTo(made.get("created_at"));
        assertThat(renamed.get("updated_at")).isNotEqualTo(made.get("updated_at"));
        assertThat(ok(as(admin()).body("{\"description\": null}").patch(path))
                        .get("description")
                        .isNull())
                .isTrue();
        String payload = random(50);
        ok(as(admin())
                .body("{\"encrypted_payload\": \"" + payload + "\", \"secret_type\": \"other\"}")
                .patch(path));
        JsonNode read = ok(as(admin()).get(path));
        assertThat(read.get("encrypted_payload").textValue()).isEqualTo(payload);
        assertThat(read.get("secret_type").textValue()).isEqualTo("login");
        assertThat(read.get("name").textValue()).isEqualTo("b");
    }

    @Test
    void aDeletedSecretIsNowhere() {
        String id = secret(admin(), "a");
        String path = SECRETS + "/" + id;

        gone(as(admin()).delete(path));

        refused(as(admin()).get(path), 404);
        refused(as(admin()).body("{\"name\": \"x\"}").patch(path), 404);
        refused(as(admin()).delete(path), 404);
        refused(as(admin()).get(path + "/access"), 404);
        assertThat(ok(as(admin()).get(SECRETS))).isEmpty();
        assertThat(ok(unlock(admin(), proof("primary"))).get("encrypted_secrets"))
                .isEmpty();
        assertThat(ok(as(admin()).get(BASE + "/info")).get("secret_count").intValue())
                .isZero();
        assertThat(Superuser.texts("SELECT bytes::text FROM vault WHERE realm_id = '" + tenant + "'"))
                .containsExactly("0");
    }

    @Test
    void whatIsNoSecretIsRefused() {
        createRefused(draft -> draft.remove("name"));
        createRefused(draft -> draft.put("name", ""));
        createRefused(draft -> draft.put("name", "x".repeat(256)));
        createRefused(draft -> draft.put("name", "nul\u0000"));
        createRefused(draft -> draft.put("name", 7));
        createRefused(draft -> draft.put("description", "x".repeat(4097)));
        createRefused(draft -> draft.remove("secret_type"));
        createRefused(draft -> draft.put("secret_type", "password"));
        createRefused(draft -> draft.remove("encrypted_payload"));
        createRefused(draft -> draft.put("encrypted_payload", "!"));
        createRefused(draft -> draft.put("encrypted_payload", random(27)));
        createRefused(draft -> draft.put("encrypted_payload", random(29).replace("=", "")));
        createRefused(draft -> draft.put("encrypted_payload", random((1 << 20) + 1)));
        createRefused(draft -> draft.put("id", "x"));
        refused(as(admin()).body("{").post(SECRETS), 422);
        for (String id : new String[] {"x", id().toUpperCase(java.util.Locale.ROOT), id()}) {
            refused(as(admin()).get(SECRETS + "/" + id), 404);
            refused(as(admin()).delete(SECRETS + "/" + id), 404);
        }
        String path = SECRETS + "/" + secret(admin(), "a");
        refused(as(admin()).body("{\"description\": 7}").patch(path), 422);
        refused(as(admin()).body("{\"name\": \"\"}").patch(path), 422);
        refused(
                as(admin())
                        .body("{\"encrypted_payload\": \"" + random(20) + "\"}")
                        .patch(path),
                422);
    }

    private void createRefused(Consumer<ObjectNode> change) {
        ObjectNode draft = secretDraft("a");
        change.accept(draft);
        refused(as(admin()).body(draft.toString()).post(SECRETS), 422);
        assertThat(ok(as(admin()).get(SECRETS))).isEmpty();
    }

    @Test
    void theLargestCiphertextFitsAndTheVaultHasAnEnd() {
        String largest =
                secretDraft("large").put("encrypted_payload", random(1 << 20)).toString();
        created(as(admin()).body(largest).post(SECRETS));
        Superuser.run("UPDATE vault SET bytes = 16000000 WHERE realm_id = '" + tenant + "'");

        assertThat(refused(
                        as(admin())
                                .body(secretDraft("more")
                                        .put("encrypted_payload", random(1 << 20))
                                        .toString())
                                .post(SECRETS),
                        409))
                .contains("16777216");
        secret(admin(), "small");
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedInThisDoorsForm() {
        refused(as(admin()).body(secretDraft("x".repeat(1_600_000)).toString()).post(SECRETS), 413);
    }

    @Test
    void theTrailNamesTheSecretByItsId() {
        String id = secret(admin(), "a");
        ok(as(admin()).get(SECRETS + "/" + id));
        ok(unlock(admin(), proof("primary")));
        gone(as(admin()).delete(SECRETS + "/" + id));

        assertThat(Superuser.texts("SELECT action || ' ' || secret_path FROM audit_event WHERE realm_id = '" + tenant
                        + "' AND action <> 'tenant_create' ORDER BY occurred_at, id"))
                .containsExactly(
                        "vault_create " + BASE,
                        "write " + SECRETS + "/" + id,
                        "read " + SECRETS + "/" + id,
                        "unlock " + BASE + "/unlock",
                        "delete " + SECRETS + "/" + id);
    }
}
