package dev.undercroft.client;

import static dev.undercroft.client.VaultFixture.login;
import static dev.undercroft.client.VaultFixture.refusal;
import static dev.undercroft.client.VaultFixture.unlocked;
import static dev.undercroft.client.VaultFixture.vault;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.client.VaultException.Reason;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Secrets of an unlocked vault at an honest service. */
class SecretsOfVaultTest {

    private static final List<SecretPayload> PAYLOADS = List.of(
            new SecretPayload.Login(
                    "pä✓", "u", "u@example.com", "https://example.com", "n", Optional.of(Totp.of("JBSWY3DPEHPK3PXP"))),
            new SecretPayload.ApiKey("k", "https://api.example.com", ""),
            SecretPayload.KeyPair.of("a", "s"),
            new SecretPayload.SshKey("-----BEGIN", "ssh-ed25519 A", "SHA256:x", "pass", "note"),
            new SecretPayload.Other("line 1\nline 2 𝄞", "notes"));

    @ParameterizedTest
    @EnumSource
    void every_kind_is_created_read_listed_and_deleted(PayloadFormat format) {
        try (FakeVault service = vault(format);
                UnlockedVault vault = unlocked(service)) {
            for (SecretPayload payload : PAYLOADS) {
                VaultSecret made = vault.create("Name ✓ " + payload.type(), "", payload);

                assertThat(vault.get(made.id())).isEqualTo(made);
                assertThat(made.payload()).isEqualTo(payload);
                assertThat(made.toString()).doesNotContain("pä✓").doesNotContain("BEGIN");
            }
            try (UnlockedVault again = unlocked(service)) {
                assertThat(again.secrets()).extracting(VaultSecret::payload).isEqualTo(PAYLOADS);
            }
            VaultClient client = service.client().build();
            assertThat(client.secrets()).extracting(SecretMetadata::type).containsExactly(SecretType.values());
            assertThat(client.secrets(SecretType.OTHER)).hasSize(1);
            UUID id = client.secrets().get(0).id();
            vault.delete(id);
            refusal(Reason.NOT_FOUND, () -> vault.get(id));
            assertThat(vault.secrets()).hasSize(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void name_description_and_payload_change_apart_and_together(PayloadFormat format) {
        try (FakeVault service = vault(format);
                UnlockedVault vault = unlocked(service)) {
            UUID id = vault.create("one", "first", login("p1")).id();

            VaultSecret renamed = vault.change(id, SecretChange.none().withName("two"));
            VaultSecret undescribed = vault.change(id, SecretChange.none().withDescription(""));
            VaultSecret changed = vault.change(
                    id,
                    SecretChange.none().withName("three").withDescription("d").withPayload(login("p2")));

            assertThat(renamed.name()).isEqualTo("two");
            assertThat(renamed.metadata().description()).isEqualTo("first");
            assertThat(undescribed.metadata().description()).isEmpty();
            assertThat(undescribed.payload()).isEqualTo(login("p1"));
            assertThat(changed).isEqualTo(vault.get(id));
            assertThat(changed.payload()).isEqualTo(login("p2"));
            assertThat(changed.version()).isEqualTo(format == PayloadFormat.V2 ? 4 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_change_that_changes_nothing_asks_nothing(PayloadFormat format) {
        try (FakeVault service = vault(format);
                UnlockedVault vault = unlocked(service)) {
            VaultSecret made = vault.create("one", "", login("p"));

            assertThat(vault.change(made.id(), SecretChange.none())).isEqualTo(made);
            assertThat(vault.removeTotp(made.id())).isEqualTo(made);
            assertThat(service.asked).doesNotContain("PATCH /secrets/*");
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_type_of_a_secret_never_changes(PayloadFormat format) {
        try (FakeVault service = vault(format);
                UnlockedVault vault = unlocked(service)) {
            UUID id = vault.create("one", "", SecretPayload.Other.of("x")).id();

            refusal(
                    Reason.WRONG_TYPE,
                    () -> vault.change(id, SecretChange.none().withPayload(login("p"))));
            refusal(Reason.WRONG_TYPE, () -> vault.setTotp(id, Totp.of("JBSWY3DPEHPK3PXP")));
            refusal(Reason.WRONG_TYPE, () -> vault.removeTotp(id));
            refusal(Reason.WRONG_TYPE, () -> vault.totpCode(id));
            assertThat(service.asked).doesNotContain("PATCH /secrets/*");
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_time_codes_are_set_told_and_removed(PayloadFormat format) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(59), ZoneOffset.UTC);
        try (FakeVault service = vault(format);
                UnlockedVault vault = service.client().clock(clock).build().unlock(VaultFixture.vaultKey())) {
            UUID id = vault.create("one", "", login("p")).id();
            refusal(Reason.NOT_FOUND, () -> vault.totpCode(id));
            refusal(Reason.INVALID_INPUT, () -> vault.setTotp(id, Totp.of("JBSWY3DPEHPK3PXPA")));

            vault.setTotp(id, new Totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", TotpAlgorithm.SHA1, 8, 30, "", ""));

            assertThat(vault.totpCode(id)).isEqualTo(new TotpCode("94287082", 30, 60, 1));
            assertThat(vault.removeTotp(id).payload()).isEqualTo(login("p"));
            refusal(Reason.NOT_FOUND, () -> vault.totpCode(id));
        }
    }

    @ParameterizedTest
    @EnumSource
    void members_that_a_newer_client_wrote_survive_a_change(PayloadFormat format) {
        try (FakeVault service = vault(format);
                UnlockedVault vault = unlocked(service)) {
            UUID id = vault.create("one", "", login("p")).id();
            ForeignClient other = new ForeignClient(service, format);
            ObjectNode payload = Vectors.object("{\"password\":\"p\",\"username\":null,\"passkey\":{\"id\":7}}");
            other.write(id, 2, payload);

            vault.change(id, SecretChange.none().withName("two"));
            vault.setTotp(id, Totp.of("JBSWY3DPEHPK3PXP"));

            assertThat(other.read(id).path("passkey").path("id").intValue()).isEqualTo(7);
            assertThat(other.read(id).path("totp").path("secret").textValue()).isEqualTo("JBSWY3DPEHPK3PXP");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_change_of_what_somebody_else_changed_since_is_refused(PayloadFormat format) {
        try (FakeVault service = vault(format);
                UnlockedVault mine = unlocked(service);
                UnlockedVault his = unlocked(service)) {
            VaultSecret read = mine.create("one", "", login("p1"));
            his.change(read.id(), SecretChange.none().withPayload(login("p2")));

            refusal(Reason.CONFLICT, () -> mine.change(read, SecretChange.none().withPayload(login("p3"))));

            VaultSecret newest = mine.get(read.id());
            assertThat(mine.change(newest, SecretChange.none().withPayload(login("p3")))
                            .payload())
                    .isEqualTo(login("p3"));
        }
    }

    @Test
    void of_two_who_change_a_secret_of_format_2_at_once_one_is_told() {
        try (FakeVault service = vault(PayloadFormat.V2);
                UnlockedVault mine = unlocked(service);
                UnlockedVault his = unlocked(service)) {
            UUID id = mine.create("one", "", login("p1")).id();
            service.once(
                    "PATCH /secrets/*", () -> his.change(id, SecretChange.none().withPayload(login("his"))));

            refusal(Reason.CONFLICT, () -> mine.change(id, SecretChange.none().withPayload(login("mine"))));

            assertThat(mine.get(id).payload()).isEqualTo(login("his"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void somebody_elses_change_between_question_and_answer_is_no_rollback(PayloadFormat format) {
        try (FakeVault service = vault(format)) {
            VaultClient client = service.client().build();
            try (UnlockedVault mine = client.unlock(VaultFixture.vaultKey());
                    UnlockedVault his = client.unlock(VaultFixture.vaultKey())) {
                UUID id = mine.create("one", "", login("p1")).id();
                ObjectNode old = service.state().secret(id);
                service.once("GET /secrets/*", () -> {
                    his.change(id, SecretChange.none().withPayload(login("p2")));
                    service.lie("GET /secrets/*", answer -> {
                        service.honestAgain();
                        return old;
                    });
                });

                assertThat(mine.get(id).payload()).isEqualTo(login("p2"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_changed_or_deleted_while_all_were_delivered_is_asked_for_again(PayloadFormat format) {
        try (FakeVault service = vault(format)) {
            VaultClient client = service.client().build();
            try (UnlockedVault mine = client.unlock(VaultFixture.vaultKey());
                    UnlockedVault his = client.unlock(VaultFixture.vaultKey())) {
                UUID changed = mine.create("one", "", login("p1")).id();
                UUID deleted = mine.create("two", "", login("p1")).id();
                ObjectNode delivered = Json.object()
                        .put(
                                "wrapped_org_encryption_key",
                                service.state().wrappedKeys().get(0));
                delivered
                        .putArray("encrypted_secrets")
                        .add(service.state().secret(changed))
                        .add(service.state().secret(deleted));
                service.once("GET /unlock", () -> {
                    his.change(changed, SecretChange.none().withPayload(login("p2")));
                    his.delete(deleted);
                    service.lie("GET /unlock", answer -> delivered);
                });

                assertThat(mine.secrets()).extracting(VaultSecret::payload).containsExactly(login("p2"));
            }
        }
    }

    @Test
    void access_is_granted_listed_and_revoked() {
        try (FakeVault service = vault(PayloadFormat.V2)) {
            VaultClient client = service.client().build();
            UUID secret = UUID.randomUUID();
            UUID identity = UUID.randomUUID();

            AccessRule rule = client.grantAccess(secret, identity);

            assertThat(rule.secretId()).isEqualTo(secret);
            assertThat(rule.createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.123456Z"));
            assertThat(client.accessRules(secret)).containsExactly(rule);
            client.revokeAccess(secret, identity);
            assertThat(client.accessRules(secret)).isEmpty();
            refusal(Reason.NOT_FOUND, () -> client.revokeAccess(secret, identity));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_works_once_the_vault_is_closed(PayloadFormat format) {
        try (FakeVault service = vault(format)) {
            UnlockedVault vault = unlocked(service);
            VaultSecret secret = vault.create("one", "", login("p"));
            vault.close();
            vault.close();
            service.asked.clear();

            refusal(Reason.CLOSED, vault::secrets);
            refusal(Reason.CLOSED, () -> vault.get(secret.id()));
            refusal(Reason.CLOSED, () -> vault.create("two", "", login("p")));
            refusal(Reason.CLOSED, () -> vault.change(secret.id(), SecretChange.none()));
            refusal(Reason.CLOSED, () -> vault.change(secret, SecretChange.none()));
            refusal(Reason.CLOSED, () -> vault.delete(secret.id()));
            refusal(Reason.CLOSED, () -> vault.totpCode(secret.id()));
            assertThat(service.asked).isEmpty();
        }
    }

    /** Somebody who has the organisation's key and another program. */
    private static final class ForeignClient {

        private final FakeVault service;
        private final VaultCipher cipher;
        private final KeyBytes organizationKey;

        ForeignClient(FakeVault service, PayloadFormat format) {
            this.service = service;
            this.cipher = VaultCipher.of(format, new SecureRandom());
            VaultTerms terms = new VaultTerms(VaultFixture.ORGANIZATION, format, KdfParameters.STANDARD);
            VaultKey primary = service.client().build().keys().get(0);
            byte[] wrapped =
                    Base64.getDecoder().decode(service.state().wrappedKeys().get(0));
            this.organizationKey = cipher.unwrap(
                            terms.masterKey(VaultFixture.vaultKey()), terms.binding(primary), wrapped)
                    .orElseThrow();
        }

        void write(UUID id, long version, ObjectNode payload) {
            ObjectNode secret = service.state().secret(id);
            SecretContent content = new SecretContent(secret.path("name").asText(), "", payload);
            byte[] sealed = cipher.seal(organizationKey, binding(id), version, Json.write(cipher.plaintextOf(content)));
            service.state().putSecret(secret.put("encrypted_payload", WireWriting.base64(sealed)));
        }

        ObjectNode read(UUID id) {
            ObjectNode secret = service.state().secret(id);
            byte[] sealed =
                    Base64.getDecoder().decode(secret.path("encrypted_payload").asText());
            byte[] plaintext = cipher.open(organizationKey, binding(id), sealed)
                    .orElseThrow()
                    .plaintext();
            SecretContent shown = new SecretContent(secret.path("name").asText(), "", Json.object());
            return cipher.contentOf((ObjectNode) Json.read(plaintext).orElseThrow(), shown)
                    .payload();
        }

        private static SecretBinding binding(UUID id) {
            return new SecretBinding(VaultFixture.ORGANIZATION, id, SecretType.LOGIN);
        }
    }
}
