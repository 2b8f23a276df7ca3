package dev.undercroft.vault;

import static dev.undercroft.vault.VaultBodies.proof;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.testing.TestDatabase;
import dev.undercroft.testing.TokenBuilder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vault door from end to end, against what the build made: the jar, or the native executable. */
@QuarkusIntegrationTest
@WithTestResource(TestDatabase.class)
class VaultAcceptanceIT {

    private static final String BASE = "/api/v1/vault";

    private String tenant;
    private String person;

    @BeforeEach
    void makeRealms() {
        String unique = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        tenant = "tnt_" + unique;
        String superAdmin = TokenBuilder.token().role("super_admin").sign();
        posted(superAdmin, "/v1/identity/partners", "{\"id\": \"ptn_" + unique + "\", \"name\": \"Partner\"}", 201);
        posted(
                superAdmin,
                "/v1/identity/tenants",
                "{\"id\": \"" + tenant + "\", \"name\": \"Tenant\", \"partner_id\": \"ptn_" + unique + "\"}",
                201);
        person = TokenBuilder.token()
                .tenant(tenant)
                .scope("vault:read vault:write vault:admin identities:read identities:write audit:read")
                .sign();
    }

    private static RequestSpecification as(String credential) {
        return given().header("X-API-Key", credential).contentType("application/json");
    }

    private static ValidatableResponse posted(String credential, String path, String body, int status) {
        return as(credential).body(body).post(path).then().statusCode(status);
    }

    private static ValidatableResponse got(String credential, String path, int status) {
        return as(credential).get(path).then().statusCode(status);
    }

    @Test
    void aVaultIsMadeFilledSharedRekeyedAndDeleted() {
        got(person, BASE + "/info", 404);
        posted(person, BASE + "/initialize", "{}", 422).body("detail", hasSize(2));
        posted(person, BASE + "/initialize", VaultBodies.draft().toString(), 201)
                .body("recovery_key_count", equalTo(4));
        posted(person, BASE + "/initialize", VaultBodies.draft().toString(), 409);
        got(person, "/api/whoami", 200).body("organization_id", equalTo(tenant));

        ObjectNode mail = VaultBodies.secretDraft("mail");
        ObjectNode bank = VaultBodies.secretDraft("bank");
        posted(person, BASE + "/secrets", mail.toString(), 201);
        posted(person, BASE + "/secrets", bank.toString(), 201);
        String mailPath = BASE + "/secrets/" + mail.get("id").textValue();
        String agent = posted(person, "/api/v1/identities/", "{\"agent_handle\": \"bot\"}", 201)
                .extract()
                .path("id");
        String key = posted(
                        person,
                        "/api/v1/api-keys",
                        "{\"label\": \"k\", \"scoped_identity_id\": \"" + agent + "\"}",
                        201)
                .extract()
                .path("api_key");
        got(key, mailPath, 404);
        posted(person, mailPath + "/access", "{\"identity_id\": \"" + agent + "\"}", 201);

        got(key, mailPath, 200)
                .body("encrypted_payload", equalTo(mail.get("encrypted_payload").textValue()))
                .body("access.identity_id", equalTo(List.of(agent)));
        got(key, BASE + "/secrets", 200).body("name", equalTo(List.of("mail")));
        got(key, "/vault/unlock?auth_hash=" + proof("primary"), 200)
                .body("encrypted_secrets.name", equalTo(List.of("mail")));
        got(person, BASE + "/unlock?auth_hash=" + proof("code-1"), 200).body("encrypted_secrets", hasSize(2));
        got(person, BASE + "/unlock?auth_hash=" + proof("none"), 200)
                .body("wrapped_org_encryption_key", nullValue())
                .body("encrypted_secrets", hasSize(0));
        as(person).body("{\"name\": \"post\"}").patch(mailPath).then().statusCode(200);
        got(person, BASE + "/secrets", 200).body("name", hasItems("post", "bank"));

        as(person)
                .body(VaultBodies.replacement("new")
                        .put("recovery_auth_hash", proof("code-1"))
                        .toString())
                .put(BASE + "/keys/primary")
                .then()
                .statusCode(200);
        as(person).delete(BASE + "/keys/" + proof("code-2")).then().statusCode(204);
        got(person, BASE + "/keys", 200).body("", hasSize(3));
        as(key).delete("/api/v1/identities/bot").then().statusCode(403);
        as(person).delete("/api/v1/identities/bot").then().statusCode(204);
        got(key, mailPath, 401);

        as(person).delete(BASE + "?confirm=" + tenant).then().statusCode(204);
        got(person, BASE + "/info", 404);
        String trail = as(person).get("/v1/audit/logs?limit=100").asString();
        assertThat(trail)
                .contains(
                        "vault_create",
                        "unlock",
                        "vault_key_replace",
                        "vault_key_revoke",
                        "vault_delete",
                        "agent:" + agent)
                .doesNotContain(proof("primary"), proof("code-1"), proof("code-2"));
    }
}
