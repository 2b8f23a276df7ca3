package dev.undercroft.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.undercroft.client.AccessRule;
import dev.undercroft.client.KeyType;
import dev.undercroft.client.NewVault;
import dev.undercroft.client.PayloadFormat;
import dev.undercroft.client.RecoveryCodes;
import dev.undercroft.client.SecretChange;
import dev.undercroft.client.SecretPayload;
import dev.undercroft.client.UnlockedVault;
import dev.undercroft.client.VaultClient;
import dev.undercroft.client.VaultClientBuilder;
import dev.undercroft.client.VaultException;
import dev.undercroft.client.VaultException.Reason;
import dev.undercroft.client.VaultKey;
import dev.undercroft.client.VaultMemory;
import dev.undercroft.client.VaultSecret;
import dev.undercroft.testing.Payloads;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Java library and the running service, and nothing else (docs/vault-crypto.md). */
@QuarkusTest
class VaultLibraryTest extends VaultApi {

    private static final String FIRST = "First-Vault-Key-01✓";
    private static final String SECOND = "Second-Vault-Key-02";
    private static final String THIRD = "Third-Vault-Key-03!";
    private static final Clock AT_59 = Clock.fixed(Instant.ofEpochSecond(59), ZoneOffset.UTC);

    @TestHTTPResource("/")
    URI service;

    @TempDir
    Path directory;

    private VaultClientBuilder client(String credential) {
        return VaultClient.of(service).accessKey(credential).clock(AT_59);
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(VaultException.class, refusal -> assertThat(refusal.reason())
                .as(refusal.getMessage())
                .isEqualTo(reason));
    }

    /** A client of a new vault with the key {@link #FIRST}. */
    private VaultClient made(PayloadFormat format) {
        VaultClient client = client(admin()).expect(format).build();
        client.initialize(FIRST.toCharArray()).close();
        return client;
    }

    @ParameterizedTest
    @EnumSource
    void aVaultLivesFromTheFirstKeyToTheLastSecret(PayloadFormat format) {
        VaultClient client = client(admin()).build();
        assertThat(client.info()).isEmpty();
        refused(Reason.WEAK_VAULT_KEY, () -> client.initialize("too-Short-for-1".toCharArray(), NewVault.of(format)));
        assertThat(client.info()).isEmpty();

        try (RecoveryCodes codes = client.initialize(FIRST.toCharArray(), NewVault.of(format))) {
            assertThat(client.info().orElseThrow().payloadFormat()).isEqualTo(format.number());
            try (UnlockedVault vault = client.unlock(FIRST.toCharArray())) {
                secretsComeAndChangeAndGo(vault);
                anAgentSeesWhatItIsGranted(client, vault);
            }
            keysAreReplacedAndRevoked(client, codes.codes());
        }
    }

    private static void secretsComeAndChangeAndGo(UnlockedVault vault) {
        for (SecretPayload payload : Payloads.OF_EVERY_KIND) {
            VaultSecret made = vault.create("ä " + payload.type(), "of ✓", payload);
            assertThat(vault.get(made.id()).payload()).isEqualTo(payload);
        }
        assertThat(vault.secrets()).extracting(VaultSecret::payload).hasSameElementsAs(Payloads.OF_EVERY_KIND);

        UUID login = id(vault, Payloads.LOGIN);
        assertThat(vault.totpCode(login).code()).isEqualTo(Payloads.CODE_AT_59);
        vault.removeTotp(login);
        refused(Reason.NOT_FOUND, () -> vault.totpCode(login));
        vault.setTotp(login, Payloads.LOGIN.totp().orElseThrow());
        assertThat(vault.get(login).payload()).isEqualTo(Payloads.LOGIN);

        UUID other = id(vault, Payloads.OTHER);
        SecretPayload next = SecretPayload.Other.of("nächstes");
        vault.change(other, SecretChange.none().withName("ünbenannt").withDescription(""));
        vault.change(other, SecretChange.none().withPayload(next));
        VaultSecret changed = vault.get(other);
        assertThat(changed.name()).isEqualTo("ünbenannt");
        assertThat(changed.metadata().description()).isEmpty();
        assertThat(changed.payload()).isEqualTo(next);
        vault.delete(other);
        refused(Reason.NOT_FOUND, () -> vault.get(other));
        assertThat(vault.secrets()).hasSize(4);
    }

    private void anAgentSeesWhatItIsGranted(VaultClient client, UnlockedVault vault) {
        UUID agent = UUID.fromString(agent("robot"));
        VaultClient robot = client(agentKey(agent.toString())).build();
        UUID granted = id(vault, Payloads.API_KEY);
        UUID hidden = id(vault, Payloads.SSH_KEY);
        assertThat(client.identity("@robot")).isEqualTo(agent);

        AccessRule rule = client.grantAccess(granted, agent);

        assertThat(client.accessRules(granted)).containsExactly(rule);
        refused(Reason.CONFLICT, () -> client.grantAccess(granted, agent));
        refused(Reason.FORBIDDEN, () -> robot.revokeAccess(granted, agent));
        try (UnlockedVault seen = robot.unlock(FIRST.toCharArray())) {
            assertThat(seen.secrets()).extracting(VaultSecret::payload).containsExactly(Payloads.API_KEY);
            refused(Reason.NOT_FOUND, () -> seen.get(hidden));
            refused(
                    Reason.FORBIDDEN,
                    () -> seen.change(granted, SecretChange.none().withName("mine")));
            client.revokeAccess(granted, agent);
            refused(Reason.NOT_FOUND, () -> seen.get(granted));
            assertThat(seen.secrets()).isEmpty();
        }
    }

    private static void keysAreReplacedAndRevoked(VaultClient client, List<char[]> codes) {
        client.replaceVaultKey(FIRST.toCharArray(), SECOND.toCharArray());
        refused(Reason.NO_KEY_MATCHED, () -> client.unlock(FIRST.toCharArray()));
        client.replaceVaultKeyByRecoveryCode(codes.get(0), THIRD.toCharArray());
        refused(Reason.NO_KEY_MATCHED, () -> client.unlock(codes.get(0)));
        client.revokeKey(codes.get(1));
        refused(Reason.NO_KEY_MATCHED, () -> client.unlock(codes.get(1)));
        refused(Reason.CONFLICT, () -> client.revokeKey(THIRD.toCharArray()));
        assertThat(client.keys())
                .extracting(VaultKey::type)
                .containsExactly(KeyType.PRIMARY, KeyType.RECOVERY, KeyType.RECOVERY);
        try (UnlockedVault vault = client.unlock(codes.get(2))) {
            assertThat(vault.secrets())
                    .extracting(VaultSecret::payload)
                    .containsExactlyInAnyOrder(Payloads.LOGIN, Payloads.API_KEY, Payloads.KEY_PAIR, Payloads.SSH_KEY);
            vault.secrets().forEach(secret -> vault.delete(secret.id()));
        }
        assertThat(client.info().orElseThrow().secretCount()).isZero();
        client.unlock(THIRD.toCharArray()).close();
    }

    @Test
    void ofTwoClientsThatChangeASecretAtOnceOneIsTold() {
        VaultClient client = made(PayloadFormat.V2);
        Queue<Runnable> steps = new ArrayDeque<>();
        String credential = admin();
        // Asked for before each request of the second client, so that the first one comes in between.
        VaultClient second = client("")
                .accessKey(() -> {
                    Runnable step = steps.poll();
                    if (step != null) {
                        step.run();
                    }
                    return credential;
                })
                .build();

        try (UnlockedVault one = client.unlock(FIRST.toCharArray());
                UnlockedVault two = second.unlock(FIRST.toCharArray())) {
            VaultSecret made = one.create("shared", "", Payloads.OTHER);
            steps.add(() -> {});
            steps.add(() -> one.change(made.id(), SecretChange.none().withName("of the first")));

            refused(
                    Reason.CONFLICT,
                    () -> two.change(made.id(), SecretChange.none().withName("of the second")));

            assertThat(steps).isEmpty();
            assertThat(two.get(made.id()).name()).isEqualTo("of the first");
            refused(Reason.CONFLICT, () -> two.change(made, SecretChange.none().withName("of the second")));
            VaultSecret again =
                    two.change(two.get(made.id()), SecretChange.none().withName("of the second"));
            assertThat(again.version()).isEqualTo(3);
            assertThat(one.get(made.id()).name()).isEqualTo("of the second");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileRemembersForTheNextClientWhatWasRolledBack(PayloadFormat format) {
        Path file = directory.resolve("memory.json");
        VaultClient client =
                client(admin()).memory(VaultMemory.inFile(file)).expect(format).build();
        client.initialize(FIRST.toCharArray()).close();
        String where = " FROM vault_secret WHERE realm_id = '" + tenant + "'";
        String old;
        try (UnlockedVault vault = client.unlock(FIRST.toCharArray())) {
            UUID id = vault.create("n", "", SecretPayload.Other.of("old")).id();
            old = Superuser.texts("SELECT encode(payload, 'hex')" + where).get(0);
            vault.change(id, SecretChange.none().withPayload(SecretPayload.Other.of("new")));
        }
        VaultClient next = client(admin()).memory(VaultMemory.inFile(file)).build();

        try (UnlockedVault vault = next.unlock(FIRST.toCharArray())) {
            VaultSecret seen = vault.secrets().get(0);
            assertThat(seen.payload()).isEqualTo(SecretPayload.Other.of("new"));
            Superuser.run("UPDATE vault_secret SET payload = '\\x" + old + "' WHERE realm_id = '" + tenant + "'");

            refused(Reason.ROLLED_BACK, () -> vault.get(seen.id()));
            assertThat(vault.contents().refused()).singleElement().satisfies(refusal -> assertThat(refusal.secretId())
                    .contains(seen.id()));
        }
        VaultClient last = client(admin()).memory(VaultMemory.inFile(file)).build();
        VaultClient forgetful = client(admin()).build();
        try (UnlockedVault vault = last.unlock(FIRST.toCharArray());
                UnlockedVault blind = forgetful.unlock(FIRST.toCharArray())) {
            refused(Reason.ROLLED_BACK, vault::secrets);
            assertThat(blind.secrets()).extracting(VaultSecret::payload).containsExactly(SecretPayload.Other.of("old"));
        }
    }

    @Test
    void anotherTenantFindsNoVaultAndWhoeverLacksTheScopeIsRefused() {
        vault();
        String other = "tnt_" + unique();
        makeTenant(other, partner);
        VaultClient stranger = client(tenantAdmin(other)).build();
        VaultClient unscoped = client(user("bob").scope("secrets:read").sign()).build();
        VaultClient nobody = client("uck_nobody").build();

        assertThat(stranger.info()).isEmpty();
        refused(Reason.NO_VAULT, () -> stranger.unlock(FIRST.toCharArray()));
        refused(Reason.NOT_FOUND, stranger::keys);
        refused(Reason.NOT_FOUND, stranger::secrets);
        refused(Reason.FORBIDDEN, () -> unscoped.unlock(FIRST.toCharArray()));
        refused(Reason.FORBIDDEN, unscoped::secrets);
        refused(Reason.UNAUTHORIZED, () -> nobody.unlock(FIRST.toCharArray()));
    }

    private static UUID id(UnlockedVault vault, SecretPayload payload) {
        return vault.secrets().stream()
                .filter(secret -> secret.payload().equals(payload))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
