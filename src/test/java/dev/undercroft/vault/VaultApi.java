package dev.undercroft.vault;

import static dev.undercroft.vault.VaultBodies.draft;
import static dev.undercroft.vault.VaultBodies.secretDraft;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Json;
import io.restassured.response.Response;

/** What tests of the vault door share. */
abstract class VaultApi extends ApiTest {

    static final String BASE = "/api/v1/vault";
    static final String SECRETS = BASE + "/secrets";
    static final String EVERYTHING = "vault:read vault:write vault:admin identities:read identities:write";

    String admin() {
        return user("admin").scope(EVERYTHING.split(" ")).sign();
    }

    Response initialize(String credential) {
        return as(credential).body(draft().toString()).post(BASE + "/initialize");
    }

    void vault() {
        created(initialize(admin()));
    }

    String secret(String credential, String name) {
        return created(as(credential).body(secretDraft(name).toString()).post(SECRETS))
                .get("id")
                .textValue();
    }

    Response unlock(String credential, String proof) {
        return as(credential).get(BASE + "/unlock?auth_hash=" + proof);
    }

    /** An agent identity; gives its id. */
    String agent(String handle) {
        return created(as(admin())
                        .body("{\"agent_handle\": \"" + handle + "\"}")
                        .post("/api/v1/identities/"))
                .get("id")
                .textValue();
    }

    /** An access key for an agent identity. */
    String agentKey(String agentId) {
        return created(as(admin())
                        .body("{\"label\": \"k\", \"scoped_identity_id\": \"" + agentId + "\"}")
                        .post("/api/v1/api-keys"))
                .get("api_key")
                .textValue();
    }

    /** An access key of the whole organisation. */
    String adminKey() {
        return created(as(admin()).body("{\"label\": \"k\"}").post("/api/v1/api-keys"))
                .get("api_key")
                .textValue();
    }

    Response grant(String credential, String secretId, String agentId) {
        return as(credential).body("{\"identity_id\": \"" + agentId + "\"}").post(SECRETS + "/" + secretId + "/access");
    }

    static JsonNode created(Response answer) {
        return answered(answer, 201);
    }

    static JsonNode ok(Response answer) {
        return answered(answer, 200);
    }

    private static JsonNode answered(Response answer, int status) {
        assertThat(answer.statusCode() + " " + answer.asString()).startsWith(status + " ");
        assertThat(answer.contentType()).startsWith("application/json");
        return Json.of(answer);
    }

    static void gone(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(204);
        assertThat(answer.asString()).isEmpty();
    }

    /** Holds a refusal against the door's form; gives its detail as text. */
    static String refused(Response answer, int status) {
        assertThat(answer.statusCode() + " " + answer.asString()).startsWith(status + " ");
        assertThat(answer.contentType()).startsWith("application/json");
        JsonNode body = Json.of(answer);
        assertThat(body.fieldNames()).toIterable().containsExactly("detail");
        JsonNode detail = body.get("detail");
        if (status == 422) {
            assertThat(detail.isArray()).isTrue();
            assertThat(detail).isNotEmpty().allSatisfy(fault -> assertThat(fault.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("loc", "msg", "type"));
        } else {
            assertThat(detail.isTextual() || detail.isObject()).isTrue();
        }
        return detail.isTextual() ? detail.textValue() : detail.toString();
    }
}
