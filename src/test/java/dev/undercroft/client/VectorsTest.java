package dev.undercroft.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was sealed must open for ever, by every client. */
class VectorsTest {

    private static final VaultCipher V1 = new VaultCipherV1(new SecureRandom());
    private static final VaultCipher V2 = new VaultCipherV2(new SecureRandom());

    @ParameterizedTest
    @MethodSource("derivations")
    void format_1_derives_master_key_and_proof(JsonNode vector) {
        KeyBytes masterKey = derived(vector, KdfParameters.STANDARD);

        assertThat(masterKey.getEncoded()).isEqualTo(Vectors.hex(vector, "master_key"));
        assertThat(V1.unlockProof(masterKey, null)).isEqualTo(Vectors.text(vector, "auth_hash"));
    }

    @ParameterizedTest
    @MethodSource("wrappedKeys1")
    void format_1_wraps_and_unwraps_the_organisation_key(JsonNode vector) {
        byte[] wrapped = Vectors.base64(vector, "wrapped_org_encryption_key");
        KeyBytes masterKey = Vectors.key(vector, "master_key");
        KeyBinding binding = Vectors.keyBinding(vector);

        assertThat(V1.unwrap(masterKey, binding, wrapped)).hasValueSatisfying(key -> assertThat(key.getEncoded())
                .isEqualTo(Vectors.hex(vector, "organization_key")));
        assertThat(new VaultCipherV1(Vectors.given(Vectors.hex(vector, "nonce")))
                        .wrap(masterKey, binding, Vectors.key(vector, "organization_key")))
                .isEqualTo(wrapped);
    }

    @ParameterizedTest
    @MethodSource("refusedWrappedKeys1")
    void format_1_refuses_wrapped_keys_that_were_tampered_with(JsonNode vector) {
        byte[] wrapped = Vectors.base64(vector, "wrapped_org_encryption_key");
        KeyBytes masterKey = Vectors.key(vector, "master_key");

        if (Vectors.saysUpperCase(vector)) {
            int nonce = wrapped.length - 28;
            byte[] ciphertextAndTag = Arrays.copyOf(wrapped, 48);
            System.arraycopy(wrapped, wrapped.length - 16, ciphertextAndTag, 32, 16);
            byte[] associatedData = Vectors.text(vector, "key_id").getBytes(US_ASCII);
            assertThat(AesGcm.open(
                            masterKey,
                            Arrays.copyOfRange(wrapped, nonce, nonce + 12),
                            associatedData,
                            ciphertextAndTag))
                    .isEmpty();
        } else {
            assertThat(V1.unwrap(masterKey, Vectors.keyBinding(vector), wrapped))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("payloads1")
    void format_1_seals_and_opens_payloads(JsonNode vector) {
        byte[] sealed = Vectors.base64(vector, "encrypted_payload");
        byte[] plaintext = Vectors.text(vector, "plaintext").getBytes(UTF_8);
        KeyBytes organizationKey = Vectors.key(vector, "organization_key");
        SecretBinding binding = Vectors.secretBinding(vector);

        assertThat(V1.open(organizationKey, binding, sealed))
                .hasValueSatisfying(opened -> assertThat(opened.plaintext()).isEqualTo(plaintext));
        assertThat(new VaultCipherV1(Vectors.given(Vectors.hex(vector, "nonce")))
                        .seal(organizationKey, binding, 0, plaintext))
                .isEqualTo(sealed);
        assertThat(PayloadJson.read(SecretType.LOGIN, Vectors.object(Vectors.text(vector, "plaintext"))))
                .isInstanceOfSatisfying(SecretPayload.Login.class, login -> assertThat(login.password())
                        .isEqualTo("pä✓"));
    }

    @ParameterizedTest
    @MethodSource("keys2")
    void format_2_derives_wraps_and_unwraps(JsonNode vector) {
        KeyBinding binding = Vectors.keyBinding(vector);
        KeyBytes masterKey = derived(vector, binding.parameters());
        KeyBytes organizationKey = Vectors.key(vector, "organization_key");
        byte[] wrapped = Vectors.base64(vector, "wrapped_org_encryption_key");

        assertThat(masterKey.getEncoded()).isEqualTo(Vectors.hex(vector, "master_key"));
        assertThat(V2.unlockProof(masterKey, binding)).isEqualTo(Vectors.text(vector, "unlock_proof"));
        assertThat(V2.changeProof(masterKey, binding)).isEqualTo(Vectors.text(vector, "change_proof"));
        assertThat(Fingerprint.of(organizationKey, binding.organization()))
                .isEqualTo(Vectors.text(vector, "fingerprint"));
        assertThat(V2.unwrap(masterKey, binding, wrapped))
                .hasValueSatisfying(key -> assertThat(key.getEncoded()).isEqualTo(organizationKey.getEncoded()));
        assertThat(new VaultCipherV2(Vectors.given(Vectors.hex(vector, "nonce")))
                        .wrap(masterKey, binding, organizationKey))
                .isEqualTo(wrapped);
    }

    @ParameterizedTest
    @MethodSource("refusedWrappedKeys2")
    void format_2_refuses_wrapped_keys_that_were_tampered_with(JsonNode vector) {
        if (Vectors.saysUpperCase(vector)) {
            return;
        }

        assertThat(V2.unwrap(
                        Vectors.key(vector, "master_key"),
                        Vectors.keyBinding(vector),
                        Vectors.base64(vector, "wrapped_org_encryption_key")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("payloads2")
    void format_2_seals_and_opens_payloads(JsonNode vector) {
        SecretBinding binding = Vectors.secretBinding(vector);
        KeyBytes organizationKey = Vectors.key(vector, "organization_key");
        byte[] sealed = Vectors.base64(vector, "encrypted_payload");
        byte[] plaintext = Vectors.text(vector, "plaintext").getBytes(UTF_8);
        long version = vector.path("version").longValue();

        assertThat(V2.open(organizationKey, binding, sealed)).hasValueSatisfying(opened -> {
            assertThat(opened.version()).isEqualTo(version);
            assertThat(opened.plaintext()).isEqualTo(plaintext);
        });
        assertThat(new VaultCipherV2(Vectors.given(Vectors.hex(vector, "nonce")))
                        .seal(organizationKey, binding, version, plaintext))
                .isEqualTo(sealed);
        assertThat(Sha256.hex(sealed)).isEqualTo(Vectors.text(vector, "sha256"));
    }

    @ParameterizedTest
    @MethodSource("payloads2")
    void format_2_reads_and_writes_the_same_content(JsonNode vector) {
        SecretContent shown =
                new SecretContent(Vectors.text(vector, "name"), Vectors.text(vector, "description"), Json.object());

        SecretContent content = V2.contentOf(Vectors.object(Vectors.text(vector, "plaintext")), shown);

        assertThat(content.name()).isEqualTo(shown.name());
        assertThat(new String(Json.write(V2.plaintextOf(content)), UTF_8)).isEqualTo(Vectors.text(vector, "plaintext"));
    }

    @ParameterizedTest
    @MethodSource("refusedPayloads2")
    void format_2_refuses_payloads_that_were_tampered_with(JsonNode vector) {
        if (Vectors.saysUpperCase(vector)) {
            return;
        }

        assertThat(V2.open(
                        Vectors.key(vector, "organization_key"),
                        Vectors.secretBinding(vector),
                        Vectors.base64(vector, "encrypted_payload")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void one_time_codes_are_those_of_the_rfc(JsonNode vector) {
        Totp totp = new Totp(
                Vectors.text(vector, "secret"),
                TotpAlgorithm.named(Vectors.text(vector, "algorithm")).orElseThrow(),
                vector.path("digits").intValue(),
                vector.path("period").intValue(),
                "",
                "");

        TotpCode code = totp.codeAt(Instant.ofEpochSecond(vector.path("time").longValue()));

        assertThat(code)
                .isEqualTo(new TotpCode(
                        Vectors.text(vector, "code"),
                        vector.path("period_start").longValue(),
                        vector.path("period_end").longValue(),
                        vector.path("seconds_remaining").intValue()));
    }

    static Stream<JsonNode> derivations() {
        return Vectors.of("format_1", "derivations");
    }

    static Stream<JsonNode> wrappedKeys1() {
        return Vectors.of("format_1", "wrapped_keys");
    }

    static Stream<JsonNode> refusedWrappedKeys1() {
        return Vectors.of("format_1", "refused_wrapped_keys");
    }

    static Stream<JsonNode> payloads1() {
        return Vectors.of("format_1", "payloads");
    }

    static Stream<JsonNode> keys2() {
        return Vectors.of("format_2", "keys");
    }

    static Stream<JsonNode> refusedWrappedKeys2() {
        return Vectors.of("format_2", "refused_wrapped_keys");
    }

    static Stream<JsonNode> payloads2() {
        return Vectors.of("format_2", "payloads");
    }

    static Stream<JsonNode> refusedPayloads2() {
        return Vectors.of("format_2", "refused_payloads");
    }

    static Stream<JsonNode> codes() {
        return Vectors.totp();
    }

    private static KeyBytes derived(JsonNode vector, KdfParameters parameters) {
        return KeyDerivation.masterKey(
                Vectors.text(vector, "vault_key").toCharArray(), Vectors.text(vector, "organization_id"), parameters);
    }
}
