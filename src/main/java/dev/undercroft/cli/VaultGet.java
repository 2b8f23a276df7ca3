package dev.undercroft.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.client.PayloadText;
import dev.undercroft.client.UnlockedVault;
import dev.undercroft.client.VaultSecret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one secret. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Opens one secret and prints it, or one field of it exactly as it is.")
final class VaultGet implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    VaultService service;

    @Mixin
    VaultKeyOption key;

    @Parameters(paramLabel = "SECRET", description = "A secret's id or name.")
    String named;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "One field, like password, without a line break behind.")
    String field;

    @Override
    public Integer call() throws IOException {
        var client = service.client();
        try (UnlockedVault vault = key.unlock(client)) {
            VaultSecret secret = service.open(client, vault, named);
            JsonNode payload = JSON.readTree(PayloadText.write(secret.payload()));
            if (field != null) {
                VaultOutput.raw(fieldOf(payload));
                return 0;
            }
            service.output().write(json(secret, payload), lines(secret, payload));
        }
        return 0;
    }

    private String fieldOf(JsonNode payload) {
        JsonNode value = payload.path(field);
        if (!value.isTextual()) {
            List<String> known = new ArrayList<>();
            payload.fieldNames().forEachRemaining(known::add);
            throw ReadFailure.refused("the secret has no such field; it has " + String.join(", ", known), false);
        }
        return value.textValue();
    }

    private static ObjectNode json(VaultSecret secret, JsonNode payload) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", secret.id().toString())
                .put("name", secret.name())
                .put("description", secret.metadata().description())
                .put("type", secret.metadata().type().wireName())
                .put("updated_at", secret.metadata().updatedAt().toString());
        json.set("payload", payload);
        return json;
    }

    private static List<String> lines(VaultSecret secret, JsonNode payload) {
        List<String> lines = new ArrayList<>();
        lines.add("name: " + VaultOutput.shown(secret.name()));
        lines.add("type: " + secret.metadata().type().wireName());
        payload.properties()
                .forEach(member -> lines.add(member.getKey() + ": "
                        + (member.getValue().isTextual()
                                ? VaultOutput.shown(member.getValue().textValue())
                                : member.getValue().toString())));
        return lines;
    }
}
