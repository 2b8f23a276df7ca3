package dev.undercroft.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.undercroft.client.PayloadText;
import dev.undercroft.client.SecretPayload;
import dev.undercroft.client.SecretType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A client that is another program, which prints one JSON object per line: run.mjs for the browser, across.py for the SDK.
 *
 * @param work where it runs, with the credential in its environment
 * @param program what starts it, up to the mode
 * @param address of the service, as the program wants it behind the mode
 */
record VaultProgram(Workplace work, List<String> program, List<String> address) implements VaultUser {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public List<String> initialize(String vaultKey) throws Exception {
        List<String> codes = new ArrayList<>();
        for (JsonNode line : lines("initialize", Map.of("VAULT_KEY", vaultKey))) {
            line.path("recoveryCodes").forEach(code -> codes.add(code.textValue()));
        }
        return codes;
    }

    @Override
    public List<Shown> write(String key) throws Exception {
        return secrets(lines("write", Map.of("VAULT_KEY", key)));
    }

    @Override
    public List<Shown> change(String key) throws Exception {
        return secrets(lines("change", Map.of("VAULT_KEY", key)));
    }

    @Override
    public List<Shown> read(String key) throws Exception {
        List<JsonNode> lines = lines("read", Map.of("VAULT_KEY", key));
        assertThat(lines).noneMatch(line -> line.has("refused"));
        List<Shown> secrets = secrets(lines);
        List<JsonNode> codes = lines.stream()
                .map(line -> line.path("totp"))
                .filter(JsonNode::isObject)
                .toList();
        assertThat(codes).allSatisfy(code -> assertThat(code.path("code").textValue())
                .isEqualTo(codeAt(
                        secrets,
                        code.path("id").textValue(),
                        code.path("periodStart").longValue())));
        assertThat(codes)
                .hasSameSizeAs(secrets.stream().filter(VaultProgram::hasCodes).toList());
        return secrets;
    }

    void replace(String key, String newKey) throws Exception {
        lines("replace", Map.of("VAULT_KEY", key, "NEW_VAULT_KEY", newKey));
    }

    void revoke(String key) throws Exception {
        lines("revoke", Map.of("VAULT_KEY", key));
    }

    /** That a key opens nothing. */
    void requireRefused(String key) throws Exception {
        var outcome = work.andWith(Map.of("VAULT_KEY", key)).run(command("read"));
        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.output()).containsIgnoringCase("no vault key matched");
    }

    private List<JsonNode> lines(String mode, Map<String, String> environment) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : work.andWith(environment).succeed(command(mode)).split("\n")) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private String[] command(String mode) {
        List<String> command = new ArrayList<>(program);
        command.add(mode);
        command.addAll(address);
        return command.toArray(String[]::new);
    }

    private static List<Shown> secrets(List<JsonNode> lines) {
        return lines.stream()
                .map(line -> line.path("secret"))
                .filter(JsonNode::isObject)
                .map(secret -> new Shown(
                        UUID.fromString(secret.path("id").textValue()),
                        secret.path("name").textValue(),
                        secret.path("description").textValue(),
                        PayloadText.read(
                                SecretType.named(secret.path("type").textValue())
                                        .orElseThrow(),
                                secret.path("payload").toString()),
                        secret.path("version").asLong(0)))
                .toList();
    }

    private static boolean hasCodes(Shown secret) {
        return secret.payload() instanceof SecretPayload.Login login
                && login.totp().isPresent();
    }

    private static String codeAt(List<Shown> secrets, String id, long seconds) {
        return secrets.stream()
                .filter(secret -> secret.id().toString().equals(id))
                .map(secret -> (SecretPayload.Login) secret.payload())
                .map(login -> login.totp().orElseThrow().codeAt(Instant.ofEpochSecond(seconds)))
                .findFirst()
                .orElseThrow()
                .code();
    }
}
