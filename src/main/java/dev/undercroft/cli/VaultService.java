package dev.undercroft.cli;

import dev.undercroft.client.PayloadFormat;
import dev.undercroft.client.PlainText;
import dev.undercroft.client.SecretMetadata;
import dev.undercroft.client.UnlockedVault;
import dev.undercroft.client.VaultClient;
import dev.undercroft.client.VaultClientBuilder;
import dev.undercroft.client.VaultMemory;
import dev.undercroft.client.VaultSecret;
import dev.undercroft.clock.Durations;
import dev.undercroft.web.PrivateAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where the vault is and with which credential, as all of its commands take it. For one thread. */
final class VaultService {

    @Spec(Target.MIXEE)
    CommandSpec spec;

    @Mixin
    VaultOutput output;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:UNDERCROFT_URL:-http://localhost:8080}",
            description = "Where the service is (UNDERCROFT_URL, http://localhost:8080).")
    String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:UNDERCROFT_TOKEN_FILE}",
            description =
                    "A file with the access key or token (UNDERCROFT_TOKEN_FILE); else UNDERCROFT_TOKEN holds it.")
    Path tokenFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            defaultValue = "${env:UNDERCROFT_CA_FILE}",
            description = "The authorities of the service's certificate (UNDERCROFT_CA_FILE; PEM), not the system's.")
    Path authorities;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "How long a request may take (default: ${DEFAULT-VALUE}).")
    String timeout;

    @Option(
            names = "--memory-file",
            paramLabel = "FILE",
            defaultValue =
                    "${env:UNDERCROFT_VAULT_MEMORY_FILE:-${env:HOME:-${sys:user.home}}/.local/state/undercroft/vault.json}",
            description = "What was seen of vaults, so that a service that lies is noticed"
                    + " (UNDERCROFT_VAULT_MEMORY_FILE, ~/.local/state/undercroft/vault.json); no secret is in it.")
    Path memoryFile;

    @Option(
            names = "--expect-format",
            paramLabel = "1|2",
            defaultValue = "${env:UNDERCROFT_VAULT_FORMAT}",
            description = "Refuses a vault of another payload format (UNDERCROFT_VAULT_FORMAT).")
    String expectedFormat;

    @Option(
            names = "--organization",
            paramLabel = "ID",
            description = "Refuses another organisation; named once where one machine uses several of a service.")
    String organization;

    /** A client of the service. */
    VaultClient client() {
        var token = new TokenSource(Optional.ofNullable(tokenFile), tokenOfEnvironment());
        VaultClientBuilder builder = VaultClient.of(address())
                .accessKey(token::read)
                .memory(VaultMemory.inFile(memoryFile))
                .timeout(parsedTimeout());
        if (authorities != null) {
            builder.sslContext(trusting(authorities));
        }
        if (expectedFormat != null) {
            builder.expect(format(expectedFormat, "--expect-format"));
        }
        if (organization != null) {
            builder.organization(organization);
        }
        return builder.build();
    }

    /** How results are written. */
    VaultOutput output() {
        return output;
    }

    /** The secret that an argument names, opened: a name that the service shows has to be the one that it was sealed with. */
    VaultSecret open(VaultClient client, UnlockedVault vault, String named) {
        VaultSecret secret = vault.get(secret(client, named));
        if (uuid(named).isEmpty() && !secret.name().equals(named)) {
            throw ReadFailure.refused(
                    "the service shows the secret " + secret.id()
                            + " under the name that you gave, and it was sealed as '" + PlainText.of(secret.name())
                            + "'; nothing was done. Ask who runs the service",
                    false);
        }
        return secret;
    }

    /** The secret that an argument names, by id or by a name as the service shows it; several of a name are refused. */
    UUID secret(VaultClient client, String named) {
        Optional<UUID> id = uuid(named);
        if (id.isPresent()) {
            return id.get();
        }
        List<UUID> found = client.secrets().stream()
                .filter(secret -> secret.name().equals(named))
                .map(SecretMetadata::id)
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw ReadFailure.refused(
                found.isEmpty()
                        ? "no secret has this name; 'undercroft vault list' shows them all"
                        : "several secrets have this name; name one by its id: " + found,
                false);
    }

    /** The identity that an argument names, by id or by handle. */
    UUID identity(VaultClient client, String named) {
        return uuid(named).orElseGet(() -> client.identity(named));
    }

    /** Whether an argument is an id, which needs no name to be believed. */
    boolean isId(String named) {
        return uuid(named).isPresent();
    }

    /** The format of a vault to make; {@code asked} may be null. */
    PayloadFormat formatOfNew(String asked) {
        if (asked != null) {
            return format(asked, "--payload-format");
        }
        return expectedFormat == null ? PayloadFormat.V1 : format(expectedFormat, "--expect-format");
    }

    PayloadFormat format(String number, String option) {
        return switch (number) {
            case "1" -> PayloadFormat.V1;
            case "2" -> PayloadFormat.V2;
            default -> throw wrong(option + " takes 1 or 2");
        };
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static Optional<UUID> uuid(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }

    private URI address() {
        try {
            return URI.create(ServiceAddress.of(url).toString());
        } catch (IllegalArgumentException unfit) {
            throw wrong("--url: " + unfit.getMessage());
        }
    }

    private java.time.Duration parsedTimeout() {
        try {
            return Durations.parse(timeout);
        } catch (IllegalArgumentException invalid) {
            throw wrong("--timeout: " + invalid.getMessage());
        }
    }

    private static javax.net.ssl.SSLContext trusting(Path file) {
        try {
            return PrivateAuthority.of(file);
        } catch (IOException unreadable) {
            throw new ConfigurationException("--ca-file: can't be used: " + unreadable.getMessage(), unreadable);
        }
    }

    private String tokenOfEnvironment() {
        String token = System.getenv(TokenSource.VARIABLE);
        if (tokenFile == null && (token == null || token.isEmpty())) {
            throw wrong("there is no credential; name its file by --token-file or set " + TokenSource.VARIABLE);
        }
        return token == null ? "" : token;
    }
}
