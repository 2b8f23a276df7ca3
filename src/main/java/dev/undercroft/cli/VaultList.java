package dev.undercroft.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.undercroft.client.SecretMetadata;
import dev.undercroft.client.SecretType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists secrets without opening them. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the secrets as the service describes them; needs no vault key and proves nothing.")
final class VaultList implements Callable<Integer> {

    @Mixin
    VaultService service;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only login, api_key, key_pair, ssh_key or other.")
    String type;

    @Override
    public Integer call() throws IOException {
        var client = service.client();
        List<SecretMetadata> secrets = type == null ? client.secrets() : client.secrets(VaultPut.type(service, type));
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        List<String> lines = new ArrayList<>();
        for (SecretMetadata secret : secrets) {
            json.addObject()
                    .put("id", secret.id().toString())
                    .put("name", secret.name())
                    .put("description", secret.description())
                    .put("type", secret.type().wireName())
                    .put("updated_at", secret.updatedAt().toString());
            lines.add(secret.id() + "  " + padded(secret.type()) + "  " + VaultOutput.shown(secret.name()));
        }
        service.output().write(json, lines);
        return 0;
    }

    private static String padded(SecretType type) {
        return "%-8s".formatted(type.wireName());
    }
}
