package dev.undercroft.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.undercroft.client.Totp;
import dev.undercroft.client.TotpCode;
import dev.undercroft.client.UnlockedVault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a login's one-time code, or sets what makes it. */
@Command(
        name = "totp",
        mixinStandardHelpOptions = true,
        description = "Prints a login's one-time code; sets or removes what makes it.")
final class VaultTotp implements Callable<Integer> {

    @Mixin
    VaultService service;

    @Mixin
    VaultKeyOption key;

    @Parameters(paramLabel = "SECRET", description = "A login's id or name.")
    String named;

    @Option(names = "--set", description = "Sets it by an otpauth:// URI of --from, or you are asked.")
    boolean set;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "A file with the otpauth:// URI, - for standard input.")
    Path from;

    @Option(names = "--remove", description = "Removes it.")
    boolean remove;

    @Override
    public Integer call() throws IOException {
        if (set && remove) {
            throw service.wrong("--set and --remove contradict each other; give one");
        }
        var client = service.client();
        String uri = set ? uri() : "";
        try (UnlockedVault vault = key.unlock(client)) {
            UUID id = service.open(client, vault, named).id();
            if (remove) {
                vault.removeTotp(id);
                return 0;
            }
            if (set) {
                vault.setTotp(id, parsed(uri));
            }
            TotpCode code = vault.totpCode(id);
            service.output()
                    .write(
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("code", code.code())
                                    .put("period_start", code.periodStart())
                                    .put("period_end", code.periodEnd())
                                    .put("seconds_remaining", code.secondsRemaining()),
                            List.of(code.code()));
        }
        return 0;
    }

    private Totp parsed(String uri) {
        try {
            return Totp.parse(uri);
        } catch (IllegalArgumentException unfit) {
            throw service.wrong(unfit.getMessage());
        }
    }

    private String uri() throws IOException {
        if (from != null && from.toString().equals("-")) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        if (from != null) {
            try {
                return Files.readString(from).strip();
            } catch (IOException unreadable) {
                throw new ConfigurationException("--from: the file " + from + " can't be read", unreadable);
            }
        }
        return Terminal.find()
                .map(console -> console.readPassword("otpauth:// URI: "))
                .map(typed -> new String(typed).strip())
                .orElseThrow(() ->
                        new ConfigurationException("there is no terminal to ask for the URI; name a file by --from"));
    }
}
