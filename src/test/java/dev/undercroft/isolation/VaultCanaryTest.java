package dev.undercroft.isolation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.client.DerivedKeys;
import dev.undercroft.client.NewVault;
import dev.undercroft.client.PayloadFormat;
import dev.undercroft.client.RecoveryCodes;
import dev.undercroft.client.SecretChange;
import dev.undercroft.client.SecretPayload;
import dev.undercroft.client.UnlockedVault;
import dev.undercroft.client.VaultClient;
import dev.undercroft.client.VaultException;
import dev.undercroft.testing.ApiTest;
import dev.undercroft.vault.VaultBodies;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Uses a vault with recognisable keys, provokes errors with all that is derived from them, and then searches everything
 * that the service wrote. Of a proof nothing is there but its SHA-256.
 */
@QuarkusTest
class VaultCanaryTest extends ApiTest {

    private static final String VAULT = "/api/v1/vault";

    @TestHTTPResource("/")
    URI service;

    private final String vaultKey = "Canary-1-" + unique() + unique();
    private final String nextKey = "Canary-2-" + unique() + unique();
    private final String wrongKey = "Canary-3-" + unique() + unique();
    private final String value = "canary" + unique() + unique();
    private final String marker = "marker" + unique() + unique();
    private final List<String> texts = new ArrayList<>(List.of(vaultKey, nextKey, wrongKey, value));
    private final List<byte[]> derived = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    private VaultClient client;
    private UUID secret;

    @ParameterizedTest
    @EnumSource
    void nothingThatOpensAVaultIsFoundAtTheService(PayloadFormat format) throws IOException {
        client = VaultClient.of(service).accessKey(tenantAdmin()).build();
        List<String> codes = made(format);
        DerivedKeys first = derived(List.of(vaultKey, wrongKey, codes.get(0), codes.get(1)));
        used();
        refusedToTheLibrary();
        // The vault key's own are among them; the primary key comes first.
        first.proofs().stream().limit(3).forEach(this::refusedWithAProof);

        client.replaceVaultKeyByRecoveryCode(codes.get(0).toCharArray(), nextKey.toCharArray());
        client.revokeKey(codes.get(1).toCharArray());
        DerivedKeys last = derived(List.of(nextKey, codes.get(2), codes.get(3)));

        assertThat(first.keys()).hasSize(5);
        assertThat(last.keys()).hasSize(4).containsAnyElementsOf(first.keys());
        Written.requireInTheDatabase(Forms.of(List.of(marker)), "the marker, which is no secret,");
        Written.requireInTheDatabase(Forms.ofBytes(digests(last)), "what is kept of the proofs");
        Forms secrets = secrets(first, last);
        Written.requireNowhere(secrets);
        Written.requireNotIn(String.join("\n", refusals), "detail", "refusals", secrets);
    }

    private List<String> made(PayloadFormat format) {
        try (RecoveryCodes codes = client.initialize(vaultKey.toCharArray(), NewVault.of(format))) {
            List<String> made = codes.codes().stream().map(String::new).toList();
            texts.addAll(made);
            return made;
        }
    }

    private DerivedKeys derived(List<String> of) {
        DerivedKeys found = DerivedKeys.of(service, tenantAdmin(), of);
        derived.addAll(found.bytes());
        return found;
    }

    private void used() {
        try (UnlockedVault vault = client.unlock(vaultKey.toCharArray())) {
            secret = vault.create(marker, "", SecretPayload.Other.of(value)).id();
            vault.change(secret, SecretChange.none().withPayload(SecretPayload.Other.of(value + " again")));
            assertThat(vault.secrets()).hasSize(1);
        }
    }

    private void refusedToTheLibrary() {
        refused(() -> client.unlock(wrongKey.toCharArray()));
        refused(() -> VaultClient.of(service).accessKey(vaultKey).build().info());
        refused(() -> VaultClient.of(service)
                .accessKey(user("bob").scope("vault:read").sign())
                .build()
                .revokeKey(vaultKey.toCharArray()));
        Written.withoutTheTrail(() -> refused(() -> client.unlock(vaultKey.toCharArray())));
    }

    /** The proof where it belongs and is refused, and where it does not belong. */
    private void refusedWithAProof(String proof) {
        ObjectNode material = VaultBodies.material("another", "primary").put("auth_hash", proof);
        String replacement = material.deepCopy().put("current_auth_hash", proof).toString();
        String initial = VaultBodies.draft().set("vault_key", material).toString();
        for (String body : List.of(
                initial,
                initial.replace(proof, proof + "0"),
                initial.replace(proof, vaultKey),
                initial.replace("\"" + proof + "\"", "[\"" + proof + "\"]"),
                initial.replace("\"" + proof + "\"", proof),
                initial.replace("\"auth_hash\"", "\"" + proof + "\""),
                initial.replace("\"primary\"", "\"" + proof + "\""),
                initial.substring(0, initial.indexOf(proof) + proof.length()),
                "\"" + proof + "\"")) {
            refused(as(tenantAdmin()).body(body).post(VAULT + "/initialize"));
        }
        for (String body : List.of(
                replacement.replace("\"current_auth_hash\"", "\"none\""),
                replacement.replace("{", "{\"recovery_auth_hash\": \"" + proof + "\", "),
                replacement.replace("{", "{\"change_auth_hash\": \"" + proof + "x\", "),
                replacement.substring(1))) {
            refused(as(tenantAdmin()).body(body).put(VAULT + "/keys/primary"));
        }
        String fields = JsonNodeFactory.instance
                .objectNode()
                .put("encrypted_payload", proof + "!")
                .put("identity_id", proof)
                .toString();
        refused(as(tenantAdmin()).body(fields).patch(VAULT + "/secrets/" + secret));
        refused(as(tenantAdmin()).body(fields).post(VAULT + "/secrets/" + secret + "/access"));
        refused(as(tenantAdmin()).body(fields).post(VAULT + "/secrets"));
        refused(as(tenantAdmin()).get(VAULT + "/unlock?auth_hash=" + proof + "0"));
        refused(as(tenantAdmin()).get(VAULT + "/unlock?auth_hash=" + vaultKey + "&identity_id=" + proof));
        refused(as(tenantAdmin()).get(VAULT + "/secrets/" + proof));
        refused(as(tenantAdmin()).get(VAULT + "/keys?type=" + proof));
        refused(as(tenantAdmin()).delete(VAULT + "/keys/" + proof + "0"));
        refused(as(tenantAdmin()).delete(VAULT + "/keys/" + vaultKey));
        refused(as(tenantAdmin()).delete(VAULT + "?confirm=" + proof));
        refused(as(proof).get(VAULT + "/unlock?auth_hash=" + proof));
        refused(as(user("bob").scope("secrets:read").sign()).delete(VAULT + "/keys/" + proof));
        refused(given().get(VAULT + "/unlock?auth_hash=" + proof));
        Written.withoutTheTrail(() -> {
            refused(as(tenantAdmin()).get(VAULT + "/unlock?auth_hash=" + proof));
            refused(as(tenantAdmin()).body(replacement).put(VAULT + "/keys/primary"));
            refused(as(tenantAdmin()).delete(VAULT + "/keys/" + proof));
            refused(as(tenantAdmin()).body(initial).post(VAULT + "/initialize"));
        });
    }

    private void refused(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isGreaterThanOrEqualTo(400);
        refusals.add(answer.asString());
    }

    private void refused(ThrowingCallable call) {
        VaultException refusal = catchThrowableOfType(VaultException.class, call);
        assertThat(refusal).isNotNull();
        refusals.add(refusal.toString());
    }

    private Forms secrets(DerivedKeys... ofAll) {
        List<byte[]> values = new ArrayList<>(derived);
        texts.forEach(text -> values.add(text.getBytes(StandardCharsets.UTF_8)));
        for (DerivedKeys keys : ofAll) {
            keys.proofs().forEach(proof -> values.add(proof.getBytes(StandardCharsets.US_ASCII)));
        }
        return Forms.ofBytes(values);
    }

    private static List<byte[]> digests(DerivedKeys keys) {
        return keys.proofs().stream().map(VaultCanaryTest::digest).toList();
    }

    private static byte[] digest(String proof) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(proof.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
