package dev.undercroft.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.client.PayloadText;
import dev.undercroft.client.SecretChange;
import dev.undercroft.client.SecretType;
import dev.undercroft.client.UnlockedVault;
import dev.undercroft.client.VaultSecret;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes or changes a secret. */
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a secret, or changes the one that --id names: members of its payload that are left out stay, null takes"
                    + " one away.",
            "Its payload is a JSON object of --from or standard input; at a terminal you are asked for what the type needs."
        },
        footerHeading = "%nPayloads:%n",
        footer = {
            "  login     password, and username, email, url, notes, totp",
            "  api_key   api_key, and endpoint, notes",
            "  key_pair  access_key, secret_key, and endpoint, notes",
            "  ssh_key   private_key, and public_key, fingerprint, passphrase, notes",
            "  other     data, and notes"
        })
final class VaultPut implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    VaultService service;

    @Mixin
    VaultKeyOption key;

    @Parameters(paramLabel = "NAME", description = "The secret's name, which the service sees.")
    String name;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            required = true,
            description = "login, api_key, key_pair, ssh_key or other; it never changes.")
    String type;

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for, which the service sees.")
    String description;

    @Option(names = "--id", paramLabel = "ID", description = "The secret to change; without it a new one is made.")
    UUID id;

    @Option(names = "--from", paramLabel = "FILE", description = "A file with the payload, - for standard input.")
    String from;

    @Override
    public Integer call() throws IOException {
        SecretType of = type(service, type);
        ObjectNode payload = payload(of);
        if (id == null) {
            // Before anything is derived.
            PayloadText.read(of, payload.toString());
        }
        try (UnlockedVault vault = key.unlock(service.client())) {
            VaultSecret secret = id == null
                    ? vault.create(
                            name, description == null ? "" : description, PayloadText.read(of, payload.toString()))
                    : changed(vault, of, payload);
            service.output()
                    .write(
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("id", secret.id().toString()),
                            List.of(secret.id().toString()));
        }
        return 0;
    }

    /** What is left out stays, and null takes a member away. */
    private VaultSecret changed(UnlockedVault vault, SecretType of, ObjectNode members) throws IOException {
        VaultSecret current = vault.get(id);
        if (current.metadata().type() != of) {
            throw service.wrong(
                    "--type: the secret is of type " + current.metadata().type().wireName() + ", which never changes");
        }
        ObjectNode payload = (ObjectNode) JSON.readTree(PayloadText.write(current.payload()));
        payload.setAll(members);
        SecretChange change = SecretChange.none().withName(name).withPayload(PayloadText.read(of, payload.toString()));
        return vault.change(current, description == null ? change : change.withDescription(description));
    }

    /** The type of an option. */
    static SecretType type(VaultService service, String named) {
        return SecretType.named(named)
                .orElseThrow(() -> service.wrong("--type takes login, api_key, key_pair, ssh_key or other"));
    }

    private ObjectNode payload(SecretType of) throws IOException {
        Optional<Console> console = from == null ? Terminal.find() : Optional.empty();
        if (console.isPresent()) {
            return asked(of, console.get());
        }
        try {
            if (JSON.readTree(given()) instanceof ObjectNode payload) {
                return payload;
            }
        } catch (JsonProcessingException malformed) {
            // Without the cause: its message repeats values.
            throw noObject();
        }
        throw noObject();
    }

    private static ConfigurationException noObject() {
        return new ConfigurationException(
                "the payload is no JSON object; send one of what the type needs, as --help lists it");
    }

    private String given() throws IOException {
        if (from == null || from.equals("-")) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try {
            return Files.readString(Path.of(from));
        } catch (IOException unreadable) {
            throw new ConfigurationException("--from: the file " + from + " can't be read", unreadable);
        }
    }

    private ObjectNode asked(SecretType of, Console console) {
        if (of == SecretType.SSH_KEY) {
            throw service.wrong("a private key has many lines, which are not typed; name a file by --from");
        }
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        List<String> shown =
                switch (of) {
                    case LOGIN -> List.of("username");
                    case KEY_PAIR -> List.of("access_key");
                    default -> List.of();
                };
        for (String field : shown) {
            String text = console.readLine("%s: ", field);
            if (text != null && !text.isEmpty()) {
                payload.put(field, text);
            }
        }
        String hidden =
                switch (of) {
                    case LOGIN -> "password";
                    case API_KEY -> "api_key";
                    case KEY_PAIR -> "secret_key";
                    case SSH_KEY -> "private_key";
                    case OTHER -> "data";
                };
        char[] secret = console.readPassword("%s: ", hidden);
        payload.put(hidden, secret == null ? "" : new String(secret));
        return payload;
    }
}
