package dev.undercroft.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.testing.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program uses the vault of a running service. */
class VaultIT {

    private static final String KEY = "First-Vault-Key-01!";
    private static final String NEW_KEY = "Second-Vault-Key-2!";
    private static final String SCOPES = "vault:read vault:write vault:admin identities:read identities:write";

    private static Path data;
    private static ServiceProcess service;

    @TempDir
    Path folder;

    private Map<String, String> environment;

    @BeforeAll
    static void serve() throws Exception {
        data = DataDirectory.make();
        service = ServiceProcess.start(data, Map.of());
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @BeforeEach
    void keyInAVariable() {
        environment = new HashMap<>(Map.of(
                "UNDERCROFT_URL",
                "http://localhost:" + service.port,
                "UNDERCROFT_VAULT_KEY",
                KEY,
                "UNDERCROFT_VAULT_MEMORY_FILE",
                folder.resolve("memory.json").toString()));
    }

    private void actFor(String tenant) throws Exception {
        environment.put("UNDERCROFT_TOKEN", ServiceProcess.token(data, "--tenant", tenant, "--scope", SCOPES));
    }

    private ServiceProcess.Output vault(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("vault"));
        command.addAll(List.of(arguments));
        return ServiceProcess.run(folder, environment, command.toArray(String[]::new));
    }

    private String done(String... arguments) throws Exception {
        var output = vault(arguments);
        assertThat(output.err()).isEmpty();
        assertThat(output.code()).isZero();
        return output.out();
    }

    private JsonNode json(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--format", "json"));
        return Json.of(done(command.toArray(String[]::new)));
    }

    private void refused(int code, String says, String... arguments) throws Exception {
        var output = vault(arguments);
        assertThat(output.code()).as(output.err()).isEqualTo(code);
        assertThat(output.out()).isEmpty();
        assertThat(output.err()).contains(says).doesNotContain(KEY).doesNotContain(NEW_KEY);
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void everyCommandCarriesAVaultThroughItsLife(String format) throws Exception {
        actFor(format.equals("1") ? "tnt_demo" : "tnt_demo_two");
        refused(1, "no vault", "info");

        JsonNode codes = json("init", "--payload-format", format).get("recovery_codes");

        assertThat(codes).hasSize(4);
        assertThat(json("info").get("payload_format").toString()).isEqualTo(format);
        refused(1, "409", "init");
        String login = done(
                        "put",
                        "GitHub",
                        "--type",
                        "login",
                        "--description",
                        "of the team",
                        "--from",
                        file("login.json", "{\"username\": \"bot\", \"password\": \"pä\\\"ss\\n\"}"))
                .strip();
        String note = json("put", "note", "--type", "other", "--from", file("note.json", "{\"data\": \"free\"}"))
                .get("id")
                .textValue();
        assertThat(done("get", "GitHub", "--field", "password")).isEqualTo("pä\"ss\n");
        assertThat(json("get", login).at("/payload/username").textValue()).isEqualTo("bot");
        assertThat(done("list")).contains(login, "GitHub", "login", note, "note");
        assertThat(json("list", "--type", "other")).hasSize(1);
        done(
                "put",
                "GitHub bot",
                "--type",
                "login",
                "--id",
                login,
                "--from",
                file("second.json", "{\"password\": \"second\"}"));
        refused(2, "never changes", "put", "x", "--type", "other", "--id", login, "--from", file("o.json", "{}"));
        JsonNode changed = json("get", "GitHub bot");
        assertThat(changed.get("description").textValue()).isEqualTo("of the team");
        assertThat(changed.at("/payload/username").textValue()).isEqualTo("bot");
        assertThat(changed.at("/payload/password").textValue()).isEqualTo("second");
        refused(1, "no secret has this name", "get", "nothing");
        refused(1, "it has", "get", login, "--field", "nothing");
        String uri = file("uri", "otpauth://totp/GitHub:bot?secret=JBSWY3DPEHPK3PXP\n");
        assertThat(done("totp", login, "--set", "--from", uri)).matches("[0-9]{6}\n");
        assertThat(json("totp", login).get("seconds_remaining").intValue()).isBetween(1, 30);
        assertThat(done("unlock")).contains("2 secrets open");

        String agent = Json.of(service.post(
                                "/api/v1/identities/",
                                environment.get("UNDERCROFT_TOKEN"),
                                "{\"agent_handle\": \"bot\"}")
                        .body())
                .get("id")
                .textValue();
        done("grant", "note", "@bot");
        refused(1, "409", "grant", note, agent);
        done("revoke", note, agent);

        environment.put("UNDERCROFT_NEW_VAULT_KEY", NEW_KEY);
        done("rotate-key");
        refused(1, "vault key", "unlock");
        done(
                "rotate-key",
                "--vault-key-file",
                file("code", codes.get(0).textValue() + "\n"),
                "--new-vault-key-file",
                file("key", KEY + "\n"));
        assertThat(json("info").get("recovery_key_count").intValue()).isEqualTo(3);
        done("revoke-key", "--recovery-code-file", file("leaked", codes.get(1).textValue()));
        assertThat(json("info").get("recovery_key_count").intValue()).isEqualTo(2);
        String other = format.equals("1") ? "2" : "1";
        refused(1, "format", "list", "--expect-format", other);
        refused(1, "format", "info", "--expect-format", other);
        done("rm", "note");
        assertThat(json("unlock").get("secrets").intValue()).isEqualTo(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("memory.json"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("memory.json")))
                .doesNotContain(KEY)
                .doesNotContain("second");
    }

    @Test
    void mistakesAreToldWithoutTheKey() throws Exception {
        actFor("tnt_demo");
        refused(2, "name what to do", new String[0]);
        refused(2, "--payload-format takes 1 or 2", "init", "--payload-format", "3");
        refused(2, "--type takes", "put", "x", "--type", "password", "--from", file("x", "{}"));
        refused(2, "no JSON object", "put", "x", "--type", "other", "--from", file("broken", "{\"data\": "));
        refused(1, "data", "put", "x", "--type", "other", "--from", file("empty", "{}"));
        refused(
                2,
                "user",
                "put",
                "x",
                "--type",
                "login",
                "--from",
                file("unknown", "{\"password\": \"p\", \"user\": \"u\"}"));
        refused(2, "https", "info", "--url", "http://undercroft.example");
        refused(
                2,
                "can't be read",
                "unlock",
                "--vault-key-file",
                folder.resolve("none").toString());
        refused(2, "is empty", "unlock", "--vault-key-file", file("nothing", "\n"));
        environment.put("UNDERCROFT_VAULT_KEY", "too-weak");
        refused(1, "16 characters", "init");
        environment.remove("UNDERCROFT_VAULT_KEY");
        refused(2, "there is no terminal", "unlock");
        environment.put("UNDERCROFT_TOKEN", "garbage");
        refused(1, "401", "info");
        environment.remove("UNDERCROFT_TOKEN");
        refused(2, "there is no credential", "info");
    }
}
