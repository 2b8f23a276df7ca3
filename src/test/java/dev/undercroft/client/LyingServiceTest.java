package dev.undercroft.client;

import static dev.undercroft.client.VaultFixture.codes;
import static dev.undercroft.client.VaultFixture.login;
import static dev.undercroft.client.VaultFixture.refusal;
import static dev.undercroft.client.VaultFixture.unlocked;
import static dev.undercroft.client.VaultFixture.vault;
import static dev.undercroft.client.VaultFixture.vaultKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.client.VaultException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each lie of "What a client refuses" in {@code docs/vault-crypto.md}, and what it is called. */
class LyingServiceTest {

    private static final String SEALED = "encrypted_payload";
    private static final List<UnaryOperator<byte[]>> TAMPERINGS = List.of(
            bytes -> Arrays.copyOf(bytes, bytes.length - 1),
            bytes -> Arrays.copyOf(bytes, bytes.length + 1),
            bytes -> Arrays.copyOf(bytes, 10),
            bytes -> new byte[0],
            bytes -> Arrays.copyOfRange(bytes, 1, bytes.length),
            bytes -> turned(bytes, 0),
            bytes -> turned(bytes, 11),
            bytes -> turned(bytes, bytes.length / 2),
            bytes -> turned(bytes, bytes.length - 20),
            bytes -> turned(bytes, bytes.length - 1));

    @ParameterizedTest
    @EnumSource
    void a_ciphertext_that_was_changed_cut_or_stretched_is_refused(PayloadFormat format) {
        try (FakeVault service = vault(format);
                UnlockedVault vault = unlocked(service)) {
            UUID id = vault.create("one", "", login("p")).id();

            for (UnaryOperator<byte[]> tampering : TAMPERINGS) {
                service.lie("GET /secrets/*", tampered(SEALED, tampering));
                assertThat(refusal(Reason.ALTERED, () -> vault.get(id)))
                        .hasMessageContaining("secret \"one\" (" + id)
                        .satisfies(refused -> assertThat(refused.secretId()).contains(id));
            }
            service.lie("GET /secrets/*", secret -> secret.put(SEALED, "no base64 at all !"));
            refusal(Reason.ALTERED, () -> vault.get(id));
        }
    }

    @ParameterizedTest
    @EnumSource
    void secrets_that_were_swapped_are_refused(PayloadFormat format) {
        try (FakeVault service = vault(format);
                UnlockedVault vault = unlocked(service)) {
            UUID one = vault.create("one", "", login("p1")).id();
            UUID two = vault.create("two", "", login("p2")).id();
            ObjectNode other = service.state().secret(two);

            service.lie("GET /secrets/*", secret -> other);
            assertThat(refusal(Reason.ALTERED, () -> vault.get(one))).hasMessageContaining("secret " + one);
            service.lie(
                    "GET /secrets/*",
                    secret -> secret.put(SEALED, other.path(SEALED).textValue()));
            refusal(Reason.ALTERED, () -> vault.get(one));
            service.lie("GET /secrets/*", secret -> other.deepCopy().put("id", one.toString()));
            refusal(Reason.ALTERED, () -> vault.get(one));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_secret_that_is_shown_twice_is_refused(PayloadFormat format) {
        try (FakeVault service = vault(format);
                UnlockedVault vault = unlocked(service)) {
            vault.create("one", "", login("p1"));
            service.lie("GET /unlock", answer -> {
                ArrayNode secrets = answer.withArray("encrypted_secrets");
                secrets.add(secrets.get(0).deepCopy());
                return answer;
            });

            assertThat(refusal(Reason.BAD_ANSWER, vault::secrets)).hasMessageContaining("twice");
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_bad_secret_hides_no_good_one(PayloadFormat format) {
        try (FakeVault service = vault(format);
                UnlockedVault vault = unlocked(service)) {
            VaultSecret good = vault.create("good", "", login("p1"));
            UUID bad = vault.create("bad", "", login("p2")).id();
            service.state()
                    .putSecret(service.state()
                            .secret(bad)
                            .put(
                                    SEALED,
                                    service.state()
                                            .secret(good.id())
                                            .path(SEALED)
                                            .textValue()));

            VaultContents contents = vault.contents();

            assertThat(contents.secrets()).containsExactly(good);
            assertThat(contents.refused()).singleElement().satisfies(refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.ALTERED);
                assertThat(refused.secretId()).contains(bad);
            });
            refusal(Reason.ALTERED, vault::secrets);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_old_ciphertext_is_refused_while_the_vault_is_unlocked(PayloadFormat format) {
        try (FakeVault service = vault(format);
                UnlockedVault vault = unlocked(service)) {
            UUID id = vault.create("one", "", login("p1")).id();
            ObjectNode old = service.state().secret(id);
            vault.change(id, SecretChange.none().withPayload(login("p2")));

            service.state().putSecret(old);

            assertThat(refusal(Reason.ROLLED_BACK, () -> vault.get(id))).hasMessageContaining("secret \"one\"");
            refusal(Reason.ROLLED_BACK, vault::secrets);
            refusal(
                    Reason.ROLLED_BACK,
                    () -> vault.change(id, SecretChange.none().withName("x")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_delivered_when_unlocking_counts_as_seen(PayloadFormat format) {
        try (FakeVault service = vault(format)) {
            UUID id;
            ObjectNode old;
            try (UnlockedVault first = unlocked(service)) {
                id = first.create("one", "", login("p1")).id();
                old = service.state().secret(id);
                first.change(id, SecretChange.none().withPayload(login("p2")));
            }
            VaultClient client = service.client().build();
            try (UnlockedVault vault = client.unlock(vaultKey())) {
                service.state().putSecret(old);

                if (format == PayloadFormat.V2) {
                    refusal(Reason.ROLLED_BACK, () -> vault.get(id));
                } else {
                    assertThat(vault.get(id).payload()).isEqualTo(login("p1"));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_old_ciphertext_is_refused_by_who_remembers(PayloadFormat format) {
        VaultMemory memory = VaultMemory.inProcess();
        try (FakeVault service = vault(format)) {
            VaultClient client = service.client().memory(memory).build();
            UUID id;
            ObjectNode old;
            try (UnlockedVault vault = client.unlock(vaultKey())) {
                id = vault.create("one", "", login("p1")).id();
                old = service.state().secret(id);
                vault.change(id, SecretChange.none().withPayload(login("p2")));
            }
            service.state().putSecret(old);

            try (UnlockedVault vault = service.client().memory(memory).build().unlock(vaultKey())) {
                refusal(Reason.ROLLED_BACK, () -> vault.get(id));
            }
            try (UnlockedVault vault = unlocked(service)) {
                assertThat(vault.get(id).payload()).isEqualTo(login("p1"));
            }
        }
    }

    @Test
    void the_same_version_with_another_ciphertext_is_refused() {
        try (FakeVault service = vault(PayloadFormat.V2);
                UnlockedVault mine = unlocked(service);
                UnlockedVault his = unlocked(service)) {
            UUID id = mine.create("one", "", login("p1")).id();
            ObjectNode first = service.state().secret(id);
            mine.change(id, SecretChange.none().withPayload(login("p2")));
            service.state().putSecret(first);
            his.change(id, SecretChange.none().withPayload(login("other")));

            refusal(Reason.ROLLED_BACK, () -> mine.get(id));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_deleted_secret_that_comes_back_is_refused(PayloadFormat format) {
        try (FakeVault service = vault(format);
                UnlockedVault vault = unlocked(service)) {
            UUID id = vault.create("one", "", login("p1")).id();
            ObjectNode old = service.state().secret(id);
            vault.delete(id);

            service.state().putSecret(old);

            assertThat(refusal(Reason.ROLLED_BACK, () -> vault.get(id))).hasMessageContaining("deleted");
        }
    }

    @Test
    void format_2_refuses_swapped_names_and_types() {
        try (FakeVault service = vault(PayloadFormat.V2);
                UnlockedVault vault = unlocked(service)) {
            UUID id = vault.create("one", "first", login("p1")).id();

            for (String member : List.of("name", "description")) {
                service.lie("GET /secrets/*", secret -> secret.put(member, "another"));
                assertThat(refusal(Reason.RENAMED, () -> vault.get(id)).secretId())
                        .contains(id);
            }
            service.lie("GET /secrets/*", secret -> secret.putNull("description"));
            refusal(Reason.RENAMED, () -> vault.get(id));
            service.lie("GET /secrets/*", secret -> secret.put("secret_type", "other"));
            refusal(Reason.ALTERED, () -> vault.get(id));
        }
    }

    @Test
    void a_name_with_control_characters_stays_out_of_messages() {
        try (FakeVault service = vault(PayloadFormat.V2);
                UnlockedVault vault = unlocked(service)) {
            UUID id = vault.create("one", "", login("p1")).id();
            service.lie("GET /secrets/*", secret -> secret.put("name", "\u001b[31m\r\n\u202e" + "x".repeat(500)));

            String message = refusal(Reason.RENAMED, () -> vault.get(id)).getMessage();

            assertThat(message).hasSizeLessThan(700).doesNotContainPattern("[\\p{Cntrl}\\u202e]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_wrapped_key_of_somebody_else_opens_nothing(PayloadFormat format) {
        try (FakeVault service = vault(format);
                FakeVault other = new FakeVault(new FakeState(VaultFixture.ORGANIZATION))) {
            other.client()
                    .build()
                    .initialize("Somebody-else-01".toCharArray(), NewVault.of(format))
                    .close();
            String foreign = other.state().wrappedKeys().get(0);
            service.lie("GET /unlock", answer -> answer.put("wrapped_org_encryption_key", foreign));

            assertThat(refusal(Reason.NO_KEY_MATCHED, () -> unlocked(service)))
                    .hasMessageStartingWith("no vault key matched");
            service.lie("GET /unlock", tampered("wrapped_org_encryption_key", wrapped -> turned(wrapped, 20)));
            refusal(Reason.NO_KEY_MATCHED, () -> unlocked(service));
            service.lie("GET /unlock", answer -> answer.put("wrapped_org_encryption_key", "%"));
            refusal(Reason.NO_KEY_MATCHED, () -> unlocked(service));
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_order_of_the_keys_matters_to_nobody(PayloadFormat format) {
        try (FakeVault service = vault(format)) {
            service.lieInAll("GET /keys", keys -> {
                List<JsonNode> reversed = new ArrayList<>();
                keys.forEach(reversed::add);
                Collections.reverse(reversed);
                ArrayNode answer = Json.array();
                return answer.addAll(reversed);
            });

            unlocked(service).close();

            assertThat(service.asked.stream().filter("GET /unlock"::equals)).hasSize(1);
        }
    }

    @Test
    void in_format_2_a_key_of_another_type_opens_nothing() {
        try (FakeVault service = vault(PayloadFormat.V2)) {
            service.lieInAll("GET /keys", keys -> {
                keys.forEach(key -> ((ObjectNode) key).put("key_type", "recovery"));
                return keys;
            });

            refusal(Reason.NO_KEY_MATCHED, () -> unlocked(service));
        }
    }

    @Test
    void a_service_with_endless_keys_is_refused() {
        try (FakeVault service = vault(PayloadFormat.V2)) {
            service.lieInAll("GET /keys", keys -> {
                ArrayNode many = Json.array();
                for (int copy = 0; copy < 1000; copy++) {
                    many.addAll((ArrayNode) keys);
                }
                return many;
            });

            refusal(Reason.BAD_ANSWER, () -> unlocked(service));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2, 65536, 1",
        "2, 3, 65535, 1",
        "2, 3, 65536, 0",
        "2, 11, 65536, 1",
        "2, 3, 1048577, 1",
        "2, 3, 65536, 5",
        "1, 2, 65536, 1",
        "1, 4, 65536, 1",
        "1, 3, 131072, 1"
    })
    void parameters_that_the_format_does_not_allow_stop_before_anything_is_derived(
            int format, int iterations, int memoryKib, int parallelism) {
        try (FakeVault service = vault(PayloadFormat.numbered(format).orElseThrow())) {
            KdfParameters shown = new KdfParameters(iterations, memoryKib, parallelism);
            service.lie("GET /info", info -> info.set("kdf", WireWriting.kdf(shown)));

            assertThat(refusal(Reason.REFUSED_PARAMETERS, () -> unlocked(service)))
                    .hasMessageContaining("nothing was derived");
            refusal(Reason.REFUSED_PARAMETERS, () -> service.client().build().revokeKey(vaultKey()));
            assertOnlyAskedForTheVault(service);
        }
    }

    @Test
    void parameters_weaker_than_those_remembered_are_refused() {
        VaultMemory memory = VaultMemory.inProcess();
        try (FakeVault service = new FakeVault(new FakeState("org_stronger"))) {
            VaultClient client = service.client().memory(memory).build();
            client.initialize(vaultKey(), new NewVault(PayloadFormat.V2, new KdfParameters(4, 65_536, 1)))
                    .close();
            service.asked.clear();
            service.lie("GET /info", info -> info.set("kdf", WireWriting.kdf(KdfParameters.STANDARD)));

            refusal(Reason.REFUSED_PARAMETERS, () -> client.unlock(vaultKey()));
            assertOnlyAskedForTheVault(service);
        }
    }

    @Test
    void other_parameters_than_those_of_the_wrapped_key_open_nothing() {
        try (FakeVault service = vault(PayloadFormat.V2)) {
            service.lie("GET /info", info -> info.set("kdf", WireWriting.kdf(new KdfParameters(4, 65_536, 1))));

            refusal(Reason.NO_KEY_MATCHED, () -> unlocked(service));
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "2147483647"})
    void an_unknown_format_stops_before_anything_is_derived(int number) {
        try (FakeVault service = vault(PayloadFormat.V2)) {
            service.lie("GET /info", info -> info.put("payload_format", number));

            refusal(Reason.UNKNOWN_FORMAT, () -> unlocked(service));
            assertOnlyAskedForTheVault(service);
        }
    }

    @Test
    void a_downgraded_format_is_refused_by_who_expects_or_remembers_the_other() {
        VaultMemory memory = VaultMemory.inProcess();
        try (FakeVault service = vault(PayloadFormat.V2)) {
            service.client().memory(memory).build().unlock(vaultKey()).close();
            service.asked.clear();
            service.lie("GET /info", info -> info.put("payload_format", 1));

            refusal(
                    Reason.UNEXPECTED_FORMAT,
                    () -> service.client().memory(memory).build().unlock(vaultKey()));
            refusal(
                    Reason.UNEXPECTED_FORMAT,
                    () -> service.client().expect(PayloadFormat.V2).build().unlock(vaultKey()));
            assertOnlyAskedForTheVault(service);
            service.lie("GET /info", info -> info.without(List.of("payload_format", "kdf")));
            refusal(
                    Reason.UNEXPECTED_FORMAT,
                    () -> service.client().expect(PayloadFormat.V2).build().unlock(vaultKey()));
        }
    }

    @Test
    void another_organisation_is_refused_by_who_expects_or_remembers_one() {
        VaultMemory memory = VaultMemory.inProcess();
        try (FakeVault service = vault(PayloadFormat.V2)) {
            VaultClient client = service.client().memory(memory).build();
            client.unlock(vaultKey()).close();
            service.asked.clear();
            service.lie("GET /info", info -> info.put("organization_id", "org_another"));

            assertThat(refusal(Reason.ORGANIZATION_CHANGED, () -> client.unlock(vaultKey())))
                    .hasMessageContaining("org_another")
                    .hasMessageContaining("org_test_123");
            refusal(
                    Reason.ORGANIZATION_CHANGED,
                    () -> service.client().organization("org_test_123").build().unlock(vaultKey()));
            assertOnlyAskedForTheVault(service);
            service.lie("GET /api/whoami", caller -> caller.put("organization_id", "org_another"));
            refusal(Reason.ORGANIZATION_CHANGED, () -> client.initialize(vaultKey()));
            service.lie("GET /info", info -> info.put("organization_id", "short"));
            refusal(Reason.BAD_ANSWER, () -> service.client().build().unlock(vaultKey()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_vault_that_was_replaced_and_comes_back_is_refused(PayloadFormat format) {
        VaultMemory memory = VaultMemory.inProcess();
        try (FakeVault service = vault(format)) {
            VaultClient client = service.client().memory(memory).build();
            UnlockedVault old = client.unlock(vaultKey());
            UUID id = old.create("one", "", login("p")).id();
            FakeState buried = service.state().copy();
            service.state().deleteVault();
            client.initialize(vaultKey(), NewVault.of(format)).close();
            client.unlock(vaultKey()).close();

            service.state().restore(buried);

            assertThat(refusal(Reason.DELETED_VAULT, () -> client.unlock(vaultKey())))
                    .hasMessageContaining("deleted");
            refusal(
                    Reason.DELETED_VAULT,
                    () -> client.unlock(codes(format).get(0).toCharArray()));
            refusal(Reason.DELETED_VAULT, () -> old.get(id));
            refusal(
                    Reason.DELETED_VAULT,
                    () -> client.replaceVaultKey(vaultKey(), VaultFixture.OTHER_KEY.toCharArray()));
            old.close();
        }
    }

    @Test
    void a_vault_made_anew_by_another_program_is_remembered_in_place_of_the_old_one() {
        VaultMemory memory = VaultMemory.inProcess();
        try (FakeVault service = vault(PayloadFormat.V1)) {
            VaultClient client = service.client().memory(memory).build();
            client.unlock(vaultKey()).close();
            FakeState buried = service.state().copy();
            service.state().deleteVault();
            service.client().build().initialize(vaultKey()).close();

            client.unlock(vaultKey()).close();

            service.state().restore(buried);
            refusal(Reason.DELETED_VAULT, () -> client.unlock(vaultKey()));
        }
    }

    private static void assertOnlyAskedForTheVault(FakeVault service) {
        assertThat(service.asked).isNotEmpty().containsOnly("GET /info");
    }

    private static UnaryOperator<ObjectNode> tampered(String member, UnaryOperator<byte[]> tampering) {
        return answer -> answer.put(
                member,
                WireWriting.base64(tampering.apply(
                        Base64.getDecoder().decode(answer.path(member).textValue()))));
    }

    private static byte[] turned(byte[] bytes, int index) {
        byte[] turned = bytes.clone();
        turned[index] ^= 1;
        return turned;
    }
}
