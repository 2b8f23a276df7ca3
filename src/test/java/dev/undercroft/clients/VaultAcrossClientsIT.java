package dev.undercroft.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.undercroft.client.NewVault;
import dev.undercroft.client.PayloadFormat;
import dev.undercroft.client.RecoveryCodes;
import dev.undercroft.client.SecretChange;
import dev.undercroft.client.SecretPayload;
import dev.undercroft.client.UnlockedVault;
import dev.undercroft.client.VaultClient;
import dev.undercroft.client.VaultException;
import dev.undercroft.client.VaultException.Reason;
import dev.undercroft.client.VaultSecret;
import dev.undercroft.clients.VaultUser.Shown;
import dev.undercroft.packaged.DataDirectory;
import dev.undercroft.packaged.ServiceProcess;
import dev.undercroft.testing.Payloads;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What one client of a vault writes, each other one reads, whoever made it: the Java library, the browser's module and, in
 * format 1, the official SDK, at the packaged service.
 */
class VaultAcrossClientsIT {

    private static final Map<PayloadFormat, String> TENANTS =
            Map.of(PayloadFormat.V1, "tnt_demo", PayloadFormat.V2, "tnt_demo_two");
    private static final String SCOPES = "vault:read vault:write vault:admin identities:read identities:write";
    private static final List<String> KEYS = List.of(
            "First-Vault-Key-01✓",
            "Second-Vault-Key-02",
            "Third-Vault-Key-03!",
            "Fourth-Vault-Key-4!",
            "Fifth-Vault-Key-05!");
    private static final String KEY = KEYS.get(0);

    private static final Map<PayloadFormat, String> CREDENTIALS = new EnumMap<>(PayloadFormat.class);
    private static ServiceProcess service;
    private static Workplace driver;

    /** The library under test. */
    private record Library(PayloadFormat format) implements VaultUser {

        VaultClient client() {
            return VaultClient.of(URI.create(service.address()))
                    .accessKey(CREDENTIALS.get(format))
                    .expect(format)
                    .build();
        }

        @Override
        public List<String> initialize(String vaultKey) {
            try (RecoveryCodes codes = client().initialize(vaultKey.toCharArray(), NewVault.of(format))) {
                return codes.codes().stream().map(String::new).toList();
            }
        }

        @Override
        public List<Shown> write(String key) {
            List<Shown> made = new ArrayList<>();
            try (UnlockedVault vault = client().unlock(key.toCharArray())) {
                for (SecretPayload payload : Payloads.OF_EVERY_KIND) {
                    made.add(shown(vault.create(payload.type() + " ✓ of Java", "für andere", payload)));
                }
            }
            return made;
        }

        @Override
        public List<Shown> change(String key) {
            List<Shown> changed = new ArrayList<>();
            try (UnlockedVault vault = client().unlock(key.toCharArray())) {
                for (VaultSecret secret : vault.secrets()) {
                    SecretPayload payload = Payloads.OF_EVERY_KIND.stream()
                            .filter(one -> one.type() == secret.payload().type())
                            .findFirst()
                            .orElseThrow();
                    changed.add(shown(vault.change(
                            secret,
                            SecretChange.none()
                                    .withName("ä " + secret.name())
                                    .withDescription("")
                                    .withPayload(payload))));
                }
            }
            return changed;
        }

        @Override
        public List<Shown> read(String key) {
            try (UnlockedVault vault = client().unlock(key.toCharArray())) {
                return vault.secrets().stream().map(Library::shown).toList();
            }
        }

        void requireRefused(String key) {
            VaultException refusal = catchThrowableOfType(VaultException.class, () -> read(key));
            assertThat(refusal).isNotNull();
            assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(Reason.NO_KEY_MATCHED);
        }

        private static Shown shown(VaultSecret secret) {
            return new Shown(
                    secret.id(), secret.name(), secret.metadata().description(), secret.payload(), secret.version());
        }
    }

    @BeforeAll
    static void installDriverAndStartService() throws Exception {
        driver = VaultBrowser.install("vault-across-browser");
        Path data = DataDirectory.make();
        service = ServiceProcess.start(data, Map.of());
        for (var tenant : TENANTS.entrySet()) {
            CREDENTIALS.put(
                    tenant.getKey(), ServiceProcess.token(data, "--tenant", tenant.getValue(), "--scope", SCOPES));
        }
    }

    @AfterAll
    static void stopService() {
        if (service != null) {
            service.close();
        }
    }

    @BeforeEach
    void noVaultYet() throws Exception {
        for (PayloadFormat format : PayloadFormat.values()) {
            String vault = "/api/v1/vault?confirm=" + TENANTS.get(format);
            assertThat(sent(format, vault, request -> request.DELETE()).statusCode())
                    .isIn(204, 404);
        }
    }

    private static HttpResponse<String> sent(
            PayloadFormat format, String path, java.util.function.UnaryOperator<HttpRequest.Builder> method)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.address() + path))
                .header("X-API-Key", CREDENTIALS.get(format))
                .header("Content-Type", "application/json");
        return HttpClient.newHttpClient().send(method.apply(request).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static VaultProgram browser(PayloadFormat format) {
        return new VaultProgram(
                driver.with(Map.of("VAULT_CREDENTIAL", CREDENTIALS.get(format))),
                List.of("node", "run.mjs"),
                List.of(service.address(), Integer.toString(format.number())));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheLibraryAndTheBrowserWriteTheOtherReads(PayloadFormat format) throws Exception {
        exchange(new Library(format), browser(format));
    }

    @ParameterizedTest
    @EnumSource
    void aVaultThatTheBrowserMadeIsTheLibrarysToo(PayloadFormat format) throws Exception {
        exchange(browser(format), new Library(format));
    }

    @Test
    void theOfficialSdkReadsWhatBothWriteAndWritesWhatBothRead() throws Exception {
        Workplace work = OfficialSdk.install("vault-across-sdk");
        VaultProgram sdk = new VaultProgram(
                work.with(Map.of(
                        "VAULT_URL",
                        service.address(),
                        "VAULT_CREDENTIAL",
                        CREDENTIALS.get(PayloadFormat.V1),
                        "HOME",
                        work.directory().toAbsolutePath().toString())),
                List.of(OfficialSdk.PYTHON, "across.py"),
                List.of());

        exchange(sdk, new Library(PayloadFormat.V1), browser(PayloadFormat.V1));
    }

    /** The first one makes the vault; then each writes and changes, and every other one reads. */
    private static void exchange(VaultUser... users) throws Exception {
        List<String> codes = users[0].initialize(KEY);
        assertThat(codes).hasSize(4);
        List<Shown> expected = new ArrayList<>();
        for (VaultUser writer : users) {
            List<Shown> written = writer.write(KEY);
            assertThat(written).hasSize(Payloads.OF_EVERY_KIND.size());
            expected.addAll(written);
            othersRead(writer, users, KEY, expected);
        }
        for (int turn = 0; turn < users.length; turn++) {
            List<Shown> changed = users[turn].change(KEY);
            assertThat(changed).hasSameSizeAs(expected).doesNotContainAnyElementsOf(expected);
            othersRead(users[turn], users, codes.get(turn), changed);
            expected = changed;
        }
    }

    private static void othersRead(VaultUser writer, VaultUser[] users, String key, List<Shown> expected)
            throws Exception {
        for (VaultUser reader : users) {
            if (reader != writer) {
                assertThat(reader.read(key)).as(reader.toString()).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysThatOneReplacesOrRevokesCountForTheOther(PayloadFormat format) throws Exception {
        Library library = new Library(format);
        VaultProgram browser = browser(format);
        List<String> codes = library.initialize(KEY);
        List<Shown> written = library.write(KEY);

        browser.replace(KEY, KEYS.get(1));
        library.requireRefused(KEY);
        library.client()
                .replaceVaultKeyByRecoveryCode(
                        codes.get(0).toCharArray(), KEYS.get(2).toCharArray());
        browser.requireRefused(KEYS.get(1));
        browser.requireRefused(codes.get(0));
        browser.replace(codes.get(1), KEYS.get(3));
        library.requireRefused(codes.get(1));
        library.client().replaceVaultKey(KEYS.get(3).toCharArray(), KEYS.get(4).toCharArray());
        assertThat(library.read(codes.get(2))).containsExactlyInAnyOrderElementsOf(written);
        assertThat(browser.read(codes.get(3))).containsExactlyInAnyOrderElementsOf(written);

        browser.revoke(codes.get(2));
        library.requireRefused(codes.get(2));
        library.client().revokeKey(codes.get(3).toCharArray());
        browser.requireRefused(codes.get(3));
        assertThat(browser.read(KEYS.get(4))).containsExactlyInAnyOrderElementsOf(written);
        assertThat(library.read(KEYS.get(4))).containsExactlyInAnyOrderElementsOf(written);
    }

    @ParameterizedTest
    @EnumSource
    void theBrowserCarriesAVaultThroughItsLife(PayloadFormat format) throws Exception {
        String identity = "{\"agent_handle\": \"robot\"}";
        HttpResponse<String> made = sent(
                format, "/api/v1/identities/", request -> request.POST(HttpRequest.BodyPublishers.ofString(identity)));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String id = new ObjectMapper().readTree(made.body()).path("id").textValue();

        String said = driver.with(
                        Map.of("VAULT_CREDENTIAL", CREDENTIALS.get(format), "VAULT_KEY", KEY, "IDENTITY_ID", id))
                .succeed("node", "run.mjs", "life", service.address(), Integer.toString(format.number()));

        assertThat(said).contains("\"life\":\"complete\"");
    }
}
