package dev.undercroft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.client.FakeVault;
import dev.undercroft.client.PayloadFormat;
import dev.undercroft.client.SecretPayload;
import dev.undercroft.client.UnlockedVault;
import dev.undercroft.client.VaultFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A name that somebody typed is held against the name that was sealed, and what is printed is no command for a terminal. */
@Timeout(120)
class VaultNamesTest {

    @TempDir
    Path folder;

    private final FakeVault service = VaultFixture.vault(PayloadFormat.V2);
    private UUID production;
    private UUID staging;
    private String out = "";
    private String err = "";

    @BeforeEach
    void twoSecrets() {
        try (UnlockedVault vault = VaultFixture.unlocked(service)) {
            production = vault.create("production", "", SecretPayload.Other.of("production value"))
                    .id();
            staging = vault.create("staging", "", SecretPayload.Other.of("staging value\u001b[31m\npassword: forged"))
                    .id();
        }
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private int vault(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("vault"));
        line.addAll(List.of(arguments));
        line.addAll(List.of(
                "--url",
                service.uri().toString(),
                "--token-file",
                Files.writeString(folder.resolve("token"), FakeVault.ACCESS_KEY).toString(),
                "--vault-key-file",
                Files.writeString(folder.resolve("key"), VaultFixture.VAULT_KEY).toString(),
                "--memory-file",
                folder.resolve("memory.json").toString()));
        var written = new ByteArrayOutputStream();
        var errors = new StringWriter();
        PrintStream before = System.out;
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            return Undercroft.commandLine()
                    .setErr(new PrintWriter(errors, true))
                    .execute(line.toArray(String[]::new));
        } finally {
            System.setOut(before);
            out = written.toString(StandardCharsets.UTF_8);
            err = errors.toString();
        }
    }

    @Test
    void aListThatSwapsNamesIsNotBelieved() throws Exception {
        service.lieInAll("GET /secrets", secrets -> {
            secrets.forEach(secret -> {
                var shown = (com.fasterxml.jackson.databind.node.ObjectNode) secret;
                boolean ofProduction = shown.path("id").textValue().equals(production.toString());
                shown.put("name", ofProduction ? "staging" : "production");
            });
            return secrets;
        });

        for (String[] command : new String[][] {{"get", "production", "--field", "data"}, {"rm", "production"}}) {
            assertThat(vault(command)).isEqualTo(1);
            assertThat(out).isEmpty();
            assertThat(err).contains("sealed as 'staging'");
        }
        assertThat(vault("get", staging.toString(), "--field", "data")).isZero();
        assertThat(out).startsWith("staging value");
    }

    @Test
    void whatIsPrintedIsNoCommandForATerminal() throws Exception {
        assertThat(vault("get", "staging")).isZero();

        assertThat(out).contains("data: staging value").doesNotContain("\u001b");
        assertThat(out.lines().filter(line -> line.startsWith("password"))).isEmpty();
        assertThat(vault("get", "staging", "--format", "json")).isZero();
        assertThat(out).contains("\\u001B").doesNotContain("\u001b");
    }
}
