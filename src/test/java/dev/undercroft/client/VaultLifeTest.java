package dev.undercroft.client;

import static dev.undercroft.client.VaultFixture.ORGANIZATION;
import static dev.undercroft.client.VaultFixture.OTHER_KEY;
import static dev.undercroft.client.VaultFixture.VAULT_KEY;
import static dev.undercroft.client.VaultFixture.codes;
import static dev.undercroft.client.VaultFixture.login;
import static dev.undercroft.client.VaultFixture.refusal;
import static dev.undercroft.client.VaultFixture.vault;
import static dev.undercroft.client.VaultFixture.vaultKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.client.VaultException.Reason;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making a vault, unlocking it, replacing and revoking its keys. */
class VaultLifeTest {

    @ParameterizedTest
    @EnumSource
    void a_vault_is_made_with_four_recovery_codes_that_unlock_it(PayloadFormat format) {
        try (FakeVault service = vault(format)) {
            VaultClient client = service.client().expect(format).build();

            assertThat(codes(format)).hasSize(4).doesNotHaveDuplicates().allSatisfy(code -> assertThat(
                            RecoveryCodes.isWellFormed(code.toCharArray()))
                    .isTrue());
            assertThat(client.info()).hasValueSatisfying(info -> {
                assertThat(info.organizationId()).isEqualTo(ORGANIZATION);
                assertThat(info.payloadFormat()).isEqualTo(format.number());
                assertThat(info.recoveryKeyCount()).isEqualTo(4);
            });
            assertThat(client.whoami().organizationId()).isEqualTo(ORGANIZATION);
            assertThat(client.keys())
                    .extracting(VaultKey::type)
                    .containsOnlyOnce(KeyType.PRIMARY)
                    .hasSize(5);
            try (UnlockedVault vault = client.unlock(codes(format).get(2).toCharArray())) {
                assertThat(vault.secrets()).isEmpty();
            }
        }
    }

    @Test
    void a_client_makes_the_format_that_it_expects_with_stronger_parameters() {
        try (FakeVault service = new FakeVault(new FakeState("org_stronger"))) {
            VaultClient client = service.client().expect(PayloadFormat.V2).build();
            KdfParameters kdf = new KdfParameters(4, 65_537, 2);

            client.initialize(vaultKey(), new NewVault(PayloadFormat.V2, kdf)).close();

            assertThat(client.info().orElseThrow().kdf()).isEqualTo(kdf);
            client.unlock(vaultKey()).close();
            refusal(Reason.CONFLICT, () -> client.initialize(vaultKey()));
            refusal(Reason.UNEXPECTED_FORMAT, () -> client.initialize(vaultKey(), NewVault.of(PayloadFormat.V1)));
        }
    }

    @Test
    void parameters_that_no_vault_may_have_are_refused_when_one_is_made() {
        refusal(Reason.REFUSED_PARAMETERS, () -> new NewVault(PayloadFormat.V2, new KdfParameters(2, 65_536, 1)));
        refusal(Reason.REFUSED_PARAMETERS, () -> new NewVault(PayloadFormat.V1, new KdfParameters(4, 65_536, 1)));
    }

    @Test
    void no_vault_is_no_error_until_one_is_needed() {
        try (FakeVault service = new FakeVault(new FakeState(ORGANIZATION))) {
            VaultClient client = service.client().build();

            assertThat(client.info()).isEmpty();
            refusal(Reason.NO_VAULT, () -> client.unlock(vaultKey()));
            refusal(Reason.WEAK_VAULT_KEY, () -> client.initialize("short".toCharArray()));
            assertThat(service.asked).doesNotContain("POST /initialize");
        }
    }

    @Test
    void recovery_codes_are_kept_when_only_the_answer_was_lost() {
        try (FakeVault service = new FakeVault(new FakeState(ORGANIZATION))) {
            service.lieInAll("POST /initialize", answer -> {
                throw new IllegalStateException("the connection breaks");
            });

            try (RecoveryCodes codes = service.client().build().initialize(vaultKey())) {
                assertThat(codes.codes()).hasSize(4);
            }
        }
    }

    @Test
    void a_service_that_knows_no_formats_has_format_1() {
        try (FakeVault service = vault(PayloadFormat.V1)) {
            service.state().describeNoFormat();

            service.client().expect(PayloadFormat.V1).build().unlock(vaultKey()).close();
            refusal(
                    Reason.UNEXPECTED_FORMAT,
                    () -> service.client().expect(PayloadFormat.V2).build().unlock(vaultKey()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_wrong_key_opens_nothing(PayloadFormat format) {
        try (FakeVault service = vault(format)) {
            VaultClient client = service.client().build();

            assertThat(refusal(Reason.NO_KEY_MATCHED, () -> client.unlock(OTHER_KEY.toCharArray())))
                    .hasMessageStartingWith("no vault key matched");
            refusal(Reason.NO_KEY_MATCHED, () -> client.revokeKey(OTHER_KEY.toCharArray()));
            refusal(Reason.INVALID_INPUT, () -> client.unlock(new char[0]));
            refusal(Reason.INVALID_INPUT, () -> client.unlock(new char[] {'a', '\ud800'}));
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_vault_key_is_replaced_by_itself(PayloadFormat format) {
        try (FakeVault service = vault(format);
                UnlockedVault old = VaultFixture.unlocked(service)) {
            UUID id = old.create("one", "", login("p")).id();
            VaultClient client = service.client().build();

            VaultKey made = client.replaceVaultKey(vaultKey(), OTHER_KEY.toCharArray());

            assertThat(client.keys()).hasSize(5).contains(made);
            refusal(Reason.NO_KEY_MATCHED, () -> client.unlock(vaultKey()));
            try (UnlockedVault vault = client.unlock(OTHER_KEY.toCharArray())) {
                assertThat(vault.get(id).payload()).isEqualTo(login("p"));
            }
            assertThat(old.get(id).payload()).isEqualTo(login("p"));
            refusal(Reason.NO_KEY_MATCHED, old::contents);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_vault_key_is_replaced_by_a_recovery_code_which_is_spent(PayloadFormat format) {
        try (FakeVault service = vault(format)) {
            VaultClient client = service.client().build();
            String code = codes(format).get(1);

            client.replaceVaultKeyByRecoveryCode(code.toCharArray(), OTHER_KEY.toCharArray());

            client.unlock(OTHER_KEY.toCharArray()).close();
            assertThat(client.keys()).hasSize(4);
            refusal(Reason.NO_KEY_MATCHED, () -> client.unlock(code.toCharArray()));
            client.unlock(codes(format).get(3).toCharArray()).close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_kind_of_key_is_asked_for_by_its_name(PayloadFormat format) {
        try (FakeVault service = vault(format)) {
            VaultClient client = service.client().build();
            char[] code = codes(format).get(0).toCharArray();

            refusal(Reason.WRONG_KEY_TYPE, () -> client.replaceVaultKey(code, OTHER_KEY.toCharArray()));
            refusal(
                    Reason.WRONG_KEY_TYPE,
                    () -> client.replaceVaultKeyByRecoveryCode(vaultKey(), OTHER_KEY.toCharArray()));
            refusal(Reason.WEAK_VAULT_KEY, () -> client.replaceVaultKey(vaultKey(), "weak".toCharArray()));
            assertThat(service.asked).doesNotContain("PUT /keys/primary");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_recovery_code_is_revoked_and_the_last_vault_key_is_not(PayloadFormat format) {
        try (FakeVault service = vault(format)) {
            VaultClient client = service.client().build();

            client.revokeKey(codes(format).get(3).toCharArray());

            assertThat(client.keys()).hasSize(4);
            refusal(
                    Reason.NO_KEY_MATCHED,
                    () -> client.unlock(codes(format).get(3).toCharArray()));
            refusal(Reason.CONFLICT, () -> client.revokeKey(vaultKey()));
        }
    }

    @Test
    void in_format_2_no_proof_of_unlocking_changes_a_key() {
        try (FakeVault service = vault(PayloadFormat.V2)) {
            for (String proof : service.state().proofs()) {
                assertThat(service.state()
                                .answer("DELETE /keys/*", "/keys/" + proof, "", Json.object())
                                .status())
                        .isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_service_never_holds_what_it_could_open(PayloadFormat format) {
        try (FakeVault service = vault(format);
                UnlockedVault vault = VaultFixture.unlocked(service)) {
            vault.create("name", "", login("Value-that-nobody-sees"));

            assertThat(service.state().everything())
                    .doesNotContain(VAULT_KEY)
                    .doesNotContain(codes(format).get(0))
                    .doesNotContain("Value-that-nobody-sees");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:1/", "http://127.0.0.1:1", "http://[::1]:1", "https://vault.example.com/x/"})
    void addresses_are_https_or_this_machine(String address) {
        assertThat(VaultClient.of(URI.create(address))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://vault.example.com",
                "http://127.0.0.2",
                "http://localhost.example.com",
                "ftp://localhost",
                "https://user:pass@vault.example.com",
                "https://vault.example.com/?x=1",
                "https://vault.example.com/#x",
                "vault.example.com",
                "mailto:vault@example.com"
            })
    void other_addresses_are_refused(String address) {
        refusal(Reason.INVALID_INPUT, () -> VaultClient.of(URI.create(address)));
    }
}
