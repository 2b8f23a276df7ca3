package dev.undercroft.isolation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Json;
import dev.undercroft.testing.Superuser;
import dev.undercroft.testing.TokenBuilder;
import dev.undercroft.vault.VaultBodies;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation of the API document, asked by everybody whom it is not for: the answer is a refusal, or shows nothing
 * of the victim, and the victim's rows stay as they were. An operation that this test can't call fails it, so that a new
 * one can't be forgotten: give it a body in {@link #BODIES}.
 */
@QuarkusTest
class IsolationMatrixTest extends ApiTest {

    private static final String NONE = "";
    private static final String RULES = "\"rules\": [{\"path_pattern\": \"**\", \"permissions\": [\"admin\"]}]";

    private static final String CATEGORY =
            "{\"name\": \"n\", \"keyType\": \"simple\", \"envVarName\": \"A\", \"description\": \"$mark\"}";
    private static final String TWO_FACTOR =
            "{\"service\": \"s\", \"accountName\": \"a\", \"secret\": \"GEZA\", \"notes\": \"$mark\"}";
    private static final String STORE_SECRETS = "[{\"name\": \"mine\", \"value\": \"v\", \"scopes\": [\"workers\"]}]";
    private static final String ACCESS_KEY = "{\"name\": \"k\", \"scopes\": [\"admin\"]}";

    /** What each operation is sent, by its id without the suffix of its prefix. {@code $} names stand for the victim's. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("getJwks", NONE),
            Map.entry("health", NONE),
            Map.entry("ready", NONE),
            Map.entry("version", NONE),
            Map.entry("whoami", NONE),
            Map.entry("introspectToken", "{\"token\": \"$token\"}"),
            Map.entry("revokeToken", "{\"token\": \"$token\"}"),
            Map.entry("listPartners", NONE),
            Map.entry("createPartner", "{\"name\": \"mine\"}"),
            Map.entry("listTenants", NONE),
            Map.entry("createTenant", "{\"name\": \"mine\", \"partner_id\": \"$partner\"}"),
            Map.entry("getTenant", NONE),
            Map.entry("deleteTenant", NONE),
            Map.entry("readAuditLogs", NONE),
            Map.entry("listPolicies", NONE),
            Map.entry("createPolicy", "{\"name\": \"mine\", " + RULES + "}"),
            Map.entry("getPolicy", NONE),
            Map.entry("replacePolicy", "{\"name\": \"mine\", " + RULES + "}"),
            Map.entry("patchPolicy", "{\"name\": \"mine\"}"),
            Map.entry("deletePolicy", NONE),
            Map.entry("listPolicyBindings", NONE),
            Map.entry("bindPolicy", "{\"identity_type\": \"user\", \"identity_id\": \"mallory\"}"),
            Map.entry("unbindPolicy", NONE),
            Map.entry(
                    "testPolicies",
                    "{\"identity_id\": \"user:bound\", \"path\": \"app/db\", \"permission\": \"read\"}"),
            Map.entry("listSecrets", NONE),
            Map.entry("listExpiringSecrets", NONE),
            Map.entry("readSecret", NONE),
            Map.entry("writeSecret", "{\"data\": {\"password\": \"overwritten\"}}"),
            Map.entry("patchSecret", "{\"metadata\": {\"description\": \"overwritten\"}}"),
            Map.entry("deleteSecret", NONE),
            Map.entry("listSecretVersions", NONE),
            Map.entry("readSecretMetadata", NONE),
            Map.entry("restoreSecret", NONE),
            Map.entry("rotateSecret", "{\"new_value\": {\"password\": \"overwritten\"}}"),
            Map.entry("readSecrets", "{\"paths\": [\"app/db\"]}"),
            Map.entry("getStoreQuota", NONE),
            Map.entry("listStores", NONE),
            Map.entry("createStore", "{\"name\": \"mine\"}"),
            Map.entry("getStore", NONE),
            Map.entry("deleteStore", NONE),
            Map.entry("listStoreSecrets", NONE),
            Map.entry("createStoreSecrets", STORE_SECRETS),
            Map.entry("deleteStoreSecrets", "{\"ids\": [\"$storeSecret\"]}"),
            Map.entry("getStoreSecret", NONE),
            Map.entry("changeStoreSecret", "{\"value\": \"overwritten\"}"),
            Map.entry("deleteStoreSecret", NONE),
            Map.entry("duplicateStoreSecret", "{\"name\": \"copy\", \"scopes\": [\"workers\"]}"),
            Map.entry("resolveStoreSecret", NONE),
            Map.entry("listAccounts", NONE),
            Map.entry("listMemberships", NONE),
            Map.entry("getUser", NONE),
            Map.entry("verifyToken", NONE),
            Map.entry("listCategories", NONE),
            Map.entry("createCategory", CATEGORY),
            Map.entry("getCategory", NONE),
            Map.entry("updateCategory", "{\"name\": \"overwritten\"}"),
            Map.entry("deleteCategory", NONE),
            Map.entry("listEntries", NONE),
            Map.entry("createEntry", "{\"categoryId\": \"$category\", \"name\": \"mine\", \"value\": \"v\"}"),
            Map.entry("listProjectNames", NONE),
            Map.entry("getEntry", NONE),
            Map.entry("updateEntry", "{\"value\": \"overwritten\"}"),
            Map.entry("deleteEntry", NONE),
            Map.entry("revealEntry", NONE),
            Map.entry("getStats", NONE),
            Map.entry("exportEnv", NONE),
            Map.entry("listTwoFactors", NONE),
            Map.entry("createTwoFactor", TWO_FACTOR),
            Map.entry("updateTwoFactor", "{\"service\": \"overwritten\"}"),
            Map.entry("deleteTwoFactor", NONE),
            Map.entry("revealTwoFactor", NONE),
            Map.entry("listEnvs", NONE),
            Map.entry("createEnv", "{\"name\": \"mine\"}"),
            Map.entry("getEnv", NONE),
            Map.entry("updateEnv", "{\"name\": \"overwritten\"}"),
            Map.entry("deleteEnv", NONE),
            Map.entry("listEnvFiles", NONE),
            Map.entry("saveEnvFile", "{\"fileType\": \"env\", \"content\": \"A=overwritten\"}"),
            Map.entry("deleteEnvFile", NONE),
            Map.entry("revealEnvFile", NONE),
            Map.entry("vaultWhoami", NONE),
            Map.entry("initializeVault", VaultBodies.draft().toString()),
            Map.entry("getVaultInfo", NONE),
            Map.entry("unlockVault", NONE),
            Map.entry("deleteVault", NONE),
            Map.entry("listVaultKeys", NONE),
            Map.entry(
                    "replacePrimaryVaultKey",
                    VaultBodies.replacement("n")
                            .put("current_auth_hash", VaultBodies.proof("victim primary"))
                            .toString()),
            Map.entry("revokeVaultKey", NONE),
            Map.entry("listVaultSecrets", NONE),
            Map.entry("createVaultSecret", VaultBodies.secretDraft("mine").toString()),
            Map.entry("getVaultSecret", NONE),
            Map.entry("updateVaultSecret", "{\"name\": \"overwritten\"}"),
            Map.entry("deleteVaultSecret", NONE),
            Map.entry("listVaultAccessRules", NONE),
            Map.entry("grantVaultAccess", "{\"identity_id\": \"$agent\"}"),
            Map.entry("revokeVaultAccess", NONE),
            Map.entry("listAgentIdentities", NONE),
            Map.entry("createAgentIdentity", "{\"agent_handle\": \"mine\", \"vault_secret_ids\": [\"$vaultSecret\"]}"),
            Map.entry("getAgentIdentity", NONE),
            Map.entry("deleteAgentIdentity", NONE),
            Map.entry("createAgentKey", "{\"label\": \"k\", \"scoped_identity_id\": \"$agent\"}"),
            Map.entry("listAccessKeys", NONE),
            Map.entry("createAccessKey", ACCESS_KEY),
            Map.entry("deleteAccessKey", NONE),
            Map.entry("deleteAccountData", NONE),
            Map.entry(
                    "readSecretsMetadata",
                    "{\"paths\": [\"app/db\", \"**\"], \"options\": {\"expand_wildcards\": true}}"));

    /** Operations for everybody. */
    private static final Set<String> PUBLIC = Set.of("getJwks", "health", "ready", "version");

    /** What must be added to a request for it to do harm, if it could. */
    private static final Map<String, String> QUERIES = Map.of(
            "deleteStore", "?force=true",
            "deleteTenant", "?confirm=$tenant",
            "deleteVault", "?confirm=$tenant",
            "unlockVault", "?auth_hash=" + VaultBodies.proof("victim primary"),
            "listTenants", "?partner_id=$partner");

    private static final String REALM_ROWS = "SELECT t::text FROM %s t WHERE realm_id IN ('%s', '%s') ORDER BY 1";
    private static final List<String> TABLES = List.of(
            "realm",
            "realm_key",
            "revoked_token",
            "access_policy",
            "policy_binding",
            "secret",
            "secret_version",
            "category",
            "entry",
            "two_factor",
            "env_project",
            "env_file",
            "access_key",
            "store",
            "store_secret",
            "store_count",
            "agent_identity",
            "vault",
            "vault_key",
            "vault_secret",
            "vault_access_rule");

    /** Who asks, and how he names the victim. */
    enum Stranger {
        NOBODY,
        GARBAGE,
        EXPIRED,
        SIBLING_TENANT,
        SIBLING_TENANT_BY_HEADER,
        FOREIGN_TENANT,
        FOREIGN_TENANT_BY_HEADER,
        FOREIGN_PARTNER_ADMIN,
        FOREIGN_PARTNER_ADMIN_BY_HEADER,
        OWN_TENANT_WITHOUT_SCOPE,
        OWN_TENANT_WITHOUT_POLICY;

        boolean isUnauthenticated() {
            return this == NOBODY || this == GARBAGE || this == EXPIRED;
        }

        boolean namesVictimByHeader() {
            return name().endsWith("BY_HEADER");
        }

        boolean isOfTheVictimsTenant() {
            return name().startsWith("OWN_TENANT");
        }

        boolean isOfTheVictimsPartner() {
            return isOfTheVictimsTenant() || name().startsWith("SIBLING");
        }
    }

    private record Operation(String method, String path, String id) {

        String kind() {
            return id.replaceAll("Of(Tenant|Partner)$", "");
        }

        boolean namesTenant() {
            return path.startsWith("/v1/t/");
        }

        boolean isOfEntries() {
            return path.startsWith("/api/") && !isOfVault();
        }

        boolean isOfVault() {
            return path.startsWith("/api/v1/") || path.equals("/api/whoami");
        }

        boolean isOfPartner() {
            return path.startsWith("/v1/partner/");
        }
    }

    private final String mark = "mark" + unique();
    private final String partnerMark = "pmark" + unique();
    private String victimsToken;
    private String expiredToken;
    private String policy;
    private String binding;
    private String category;
    private String entry;
    private String twoFactor;
    private String env;
    private String envFile;
    private String accessKey;
    private String store;
    private String storeSecret;
    private String vaultSecret;
    private String agent;
    private String sibling;
    private String foreignTenant;
    private String foreignPartner;

    @BeforeEach
    void aVictimAndItsNeighbours() {
        victimsToken = TokenBuilder.token(clock)
                .tenant(tenant)
                .subject(mark)
                .role("tenant_admin")
                .scope(EVERY_SCOPE)
                .sign();
        expiredToken = TokenBuilder.token(clock)
                .tenant(tenant)
                .role("tenant_admin")
                .scope(EVERY_SCOPE)
                .lifetime(Duration.ofHours(-2))
                .sign();
        for (String path : List.of("app/db", mark + "/other")) {
            as(victimsToken)
                    .body("{\"data\": {\"password\": \"" + mark + "\"}, \"metadata\": {\"description\": \"" + mark
                            + "\", \"tags\": [\"" + mark + "\"]}, \"options\": {\"expires_in\": \"10d\"}}")
                    .put("/v1/secrets/" + path)
                    .then()
                    .statusCode(201);
        }
        policy = as(victimsToken)
                .body("{\"name\": \"" + mark + "\", " + RULES + "}")
                .post("/v1/policies")
                .path("id");
        binding = as(victimsToken)
                .body("{\"identity_type\": \"user\", \"identity_id\": \"bound\"}")
                .post("/v1/policies/" + policy + "/bindings")
                .path("id");
        as(partnerAdmin())
                .body("{\"data\": {\"password\": \"" + partnerMark + "\"}, \"options\": {\"expires_in\": \"10d\"}}")
                .put("/v1/partner/secrets/app/db")
                .then()
                .statusCode(201);
        makeEntries();
        makeVault();
        sibling = "tnt_" + unique();
        foreignPartner = "ptn_" + unique();
        foreignTenant = "tnt_" + unique();
        makeTenant(sibling, partner);
        makePartner(foreignPartner);
        makeTenant(foreignTenant, foreignPartner);
    }

    private void makeEntries() {
        category = made("/api/categories", CATEGORY.replace("$mark", mark));
        entry = made(
                "/api/entries",
                "{\"categoryId\": \"" + category + "\", \"name\": \"" + mark + "\", \"value\": \"" + mark + "\"}");
        twoFactor = made("/api/2fa", TWO_FACTOR.replace("$mark", mark));
        env = made("/api/envs", "{\"name\": \"" + mark + "\"}");
        envFile = made("/api/envs/" + env + "/files", "{\"fileType\": \"env\", \"content\": \"A=" + mark + "\"}");
        accessKey = made("/api/access-keys", ACCESS_KEY);
        String stores = "/accounts/" + tenant + "/secrets_store/stores";
        store = as(victimsToken)
                .body("{\"name\": \"" + mark + "\"}")
                .post(stores)
                .path("result.id");
        storeSecret = as(victimsToken)
                .body(STORE_SECRETS.replace("mine", mark))
                .post(stores + "/" + store + "/secrets")
                .path("result[0].id");
    }

    private void makeVault() {
        as(victimsToken)
                .body(VaultBodies.draft("victim ").toString())
                .post("/api/v1/vault/initialize")
                .then()
                .statusCode(201);
        vaultSecret =
                made("/api/v1/vault/secrets", VaultBodies.secretDraft(mark).toString());
        agent = made("/api/v1/identities/", "{\"agent_handle\": \"" + mark + "\", \"vault_secret_ids\": \"*\"}");
    }

    private String made(String path, String body) {
        return as(victimsToken)
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @ParameterizedTest
    @EnumSource
    void whomAnOperationIsNotForGetsNothingOfItAndChangesNothing(Stranger stranger) {
        List<String> before = rows();
        var softly = new SoftAssertions();

        for (Operation operation : operations()) {
            Response answer = ask(stranger, operation);

            String what = stranger + " " + operation.method() + " " + operation.path() + ": " + answer.statusCode()
                    + " " + answer.asString();
            softly.assertThat(answer.statusCode()).as(what).isLessThan(500);
            softly.assertThat(answer.asString()).as(what).doesNotContain(mark);
            if (!stranger.isOfTheVictimsPartner()) {
                softly.assertThat(answer.asString()).as(what).doesNotContain(partnerMark);
            }
            if (mustBeUnauthorized(stranger, operation)) {
                softly.assertThat(answer.statusCode()).as(what).isEqualTo(401);
            } else if (mustBeForbidden(stranger, operation)) {
                softly.assertThat(answer.statusCode()).as(what).isIn(403, 404);
            }
        }

        softly.assertAll();
        assertThat(rows()).isEqualTo(before);
        as(victimsToken).get("/v1/secrets/app/db").then().statusCode(200);
    }

    @Test
    void theVictimSeesWhatTheOthersMustNot() {
        List<String> shown = new ArrayList<>();

        for (String path : List.of(
                "/v1/secrets/app/db",
                "/v1/secrets",
                "/v1/secrets/expiring",
                "/v1/secrets/metadata/app/db",
                "/v1/policies",
                "/v1/policies/" + policy,
                "/v1/audit/logs",
                "/v1/auth/whoami",
                "/api/categories",
                "/api/categories/" + category,
                "/api/entries",
                "/api/entries/" + entry,
                "/api/entries/project-names",
                "/api/export",
                "/api/2fa",
                "/api/envs",
                "/api/envs/" + env,
                "/accounts/" + tenant + "/secrets_store/stores",
                "/accounts/" + tenant + "/secrets_store/stores/" + store + "/secrets",
                "/api/v1/vault/unlock?auth_hash=" + VaultBodies.proof("victim primary"),
                "/api/v1/vault/keys",
                "/api/v1/vault/secrets",
                "/api/v1/vault/secrets/" + vaultSecret,
                "/api/v1/identities/")) {
            if (as(victimsToken).get(path).asString().contains(mark)) {
                shown.add(path);
            }
        }

        assertThat(shown).hasSize(24);
        assertThat(as(victimsToken).post("/api/entries/" + entry + "/reveal").asString())
                .contains(mark);
        assertThat(as(victimsToken).get("/v1/partner/secrets/app/db").asString())
                .contains(partnerMark);
    }

    private static boolean mustBeUnauthorized(Stranger stranger, Operation operation) {
        return stranger.isUnauthenticated() && !PUBLIC.contains(operation.kind());
    }

    private static boolean mustBeForbidden(Stranger stranger, Operation operation) {
        if (PUBLIC.contains(operation.kind()) || stranger.isUnauthenticated()) {
            return false;
        }
        boolean foreign = !stranger.isOfTheVictimsTenant();
        if (foreign && (operation.namesTenant() || stranger.namesVictimByHeader())) {
            return true;
        }
        if (operation.path().startsWith("/accounts/")) {
            // Whoever is of the tenant is refused for his scopes.
            return true;
        }
        if (operation.isOfVault()) {
            return mustBeForbiddenAmongVaults(stranger, operation);
        }
        if (operation.isOfEntries()) {
            return mustBeForbiddenAmongEntries(stranger, operation);
        }
        return switch (operation.kind()) {
            case "whoami", "getUser", "verifyToken", "listAccounts", "listMemberships" -> false;
            case "listPartners", "createPartner", "listTenants", "createTenant", "getTenant", "deleteTenant" -> true;
            case "getPolicy",
                    "replacePolicy",
                    "patchPolicy",
                    "deletePolicy",
                    "listPolicyBindings",
                    "bindPolicy",
                    "unbindPolicy" -> true;
            default ->
                stranger == Stranger.OWN_TENANT_WITHOUT_SCOPE
                        || stranger == Stranger.OWN_TENANT_WITHOUT_POLICY && needsPolicy(operation);
        };
    }

    /** What is somebody's own is not found by others; lists, counts and new things are the stranger's own. */
    private static boolean mustBeForbiddenAmongEntries(Stranger stranger, Operation operation) {
        boolean forPeople =
                Set.of("listAccessKeys", "createAccessKey", "deleteAccountData").contains(operation.kind());
        boolean withoutScope = !forPeople
                && (stranger == Stranger.OWN_TENANT_WITHOUT_SCOPE || stranger == Stranger.OWN_TENANT_WITHOUT_POLICY);
        boolean withoutTenant = stranger == Stranger.FOREIGN_PARTNER_ADMIN;
        return withoutScope
                || withoutTenant
                || operation.path().contains("{")
                || operation.kind().equals("createEntry");
    }

    /** A stranger may make a vault and identities in a tenant of his own, and then list them. */
    private static boolean mustBeForbiddenAmongVaults(Stranger stranger, Operation operation) {
        if (operation.kind().equals("vaultWhoami")) {
            return false;
        }
        return stranger.isOfTheVictimsTenant()
                || stranger == Stranger.FOREIGN_PARTNER_ADMIN
                || operation.path().contains("{")
                || Set.of("createAgentKey", "createAgentIdentity", "replacePrimaryVaultKey")
                        .contains(operation.kind());
    }

    /** Lists and batches leave out what a caller may not see; what a partner shares is read without a policy. */
    private static boolean needsPolicy(Operation operation) {
        Set<String> reads = Set.of("readSecret", "listSecretVersions", "readSecretMetadata");
        Set<String> narrowed = Set.of("listSecrets", "listExpiringSecrets", "readSecrets", "readSecretsMetadata");
        return !narrowed.contains(operation.kind()) && !(operation.isOfPartner() && reads.contains(operation.kind()));
    }

    private Response ask(Stranger stranger, Operation operation) {
        if (!BODIES.containsKey(operation.kind())) {
            fail("no body is known for the operation %s; add one to BODIES, so that it is tried too", operation.id());
        }
        RequestSpecification request = given().contentType(ContentType.JSON);
        if (stranger != Stranger.NOBODY) {
            request.header("Authorization", "Bearer " + tokenOf(stranger));
        }
        if (stranger.namesVictimByHeader()) {
            request.header("X-Tenant-ID", tenant);
        }
        String body = BODIES.get(operation.kind());
        if (!body.isEmpty()) {
            request.body(filled(body));
        }
        String target = filled(operation.path() + QUERIES.getOrDefault(operation.kind(), ""));
        return request.request(operation.method(), target);
    }

    private String filled(String template) {
        boolean ofVault = template.startsWith("/api/v1/vault/");
        boolean aboutTenants = template.startsWith("/v1/identity/");
        String text = template.replace("{tenant_id}", tenant)
                .replace("{path}", "app/db")
                .replace("{bindingId}", binding)
                .replace("{fileId}", envFile)
                .replace("{account_id}", tenant)
                .replace("{store_id}", store)
                .replace("{secret_id}", ofVault ? vaultSecret : storeSecret)
                .replace("{auth_hash}", VaultBodies.proof("victim code-1"))
                .replace("{identity_id}", agent)
                .replace("{handle}", mark)
                .replace("$vaultSecret", vaultSecret)
                .replace("$agent", agent)
                .replace("$storeSecret", storeSecret)
                .replace("{id}", aboutTenants ? tenant : thing(template))
                .replace("$category", category)
                .replace("$mark", "not marked")
                .replace("$token", victimsToken)
                .replace("$partner", partner)
                .replace("$tenant", tenant);
        if (template.startsWith("/") && text.indexOf('{') >= 0) {
            fail("no value is known for a parameter of %s; add one, so that the operation is tried too", template);
        }
        return text;
    }

    private String thing(String template) {
        String[] parts = template.split("/");
        return switch (parts.length < 3 || !parts[1].equals("api") ? "" : parts[2]) {
            case "categories" -> category;
            case "entries" -> entry;
            case "2fa" -> twoFactor;
            case "envs" -> env;
            case "access-keys" -> accessKey;
            default -> policy;
        };
    }

    private String tokenOf(Stranger stranger) {
        return switch (stranger) {
            case NOBODY -> "";
            case GARBAGE -> "garbage";
            case EXPIRED -> expiredToken;
            case SIBLING_TENANT, SIBLING_TENANT_BY_HEADER -> tenantAdmin(sibling);
            case FOREIGN_TENANT, FOREIGN_TENANT_BY_HEADER -> tenantAdmin(foreignTenant);
            case FOREIGN_PARTNER_ADMIN, FOREIGN_PARTNER_ADMIN_BY_HEADER ->
                TokenBuilder.token(clock)
                        .partner(foreignPartner)
                        .role("partner_admin")
                        .scope(EVERY_SCOPE)
                        .sign();
            case OWN_TENANT_WITHOUT_SCOPE -> user("mallory").scope("nothing").sign();
            case OWN_TENANT_WITHOUT_POLICY ->
                user("mallory")
                        .scope("secrets:read secrets:write secrets:list secrets:delete secrets:rotate")
                        .sign();
        };
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        TABLES.forEach(table -> rows.addAll(Superuser.texts(REALM_ROWS.formatted(table, tenant, partner))));
        assertThat(rows).hasSizeGreaterThan(8);
        return rows;
    }

    private static List<Operation> operations() {
        JsonNode document = Json.of(given().get("/q/openapi?format=json"));
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(entry -> {
                    if (entry.getValue().has("operationId")) {
                        operations.add(new Operation(
                                entry.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                entry.getValue().get("operationId").textValue()));
                    }
                }));
        assertThat(operations).hasSizeGreaterThan(40);
        return operations;
    }
}
