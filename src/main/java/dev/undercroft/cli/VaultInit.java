package dev.undercroft.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.undercroft.client.NewVault;
import dev.undercroft.client.RecoveryCodes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the organisation's vault and shows its recovery codes. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Makes the organisation's vault and prints its four recovery codes, which exist nowhere else.")
final class VaultInit implements Callable<Integer> {

    @Mixin
    VaultService service;

    @Mixin
    VaultKeyOption key;

    @Option(
            names = "--payload-format",
            paramLabel = "1|2",
            description =
                    "How secrets are sealed: 1 as other clients of this API do (default, unless --expect-format says 2), 2 so that a service that"
                            + " lies is noticed. It never changes.")
    String payloadFormat;

    @Override
    public Integer call() throws IOException {
        NewVault options = NewVault.of(service.formatOfNew(payloadFormat));
        var client = service.client();
        char[] vaultKey = key.input().readNew("Vault key for the new vault: ");
        try (RecoveryCodes codes = client.initialize(vaultKey, options)) {
            var json = JsonNodeFactory.instance
                    .objectNode()
                    .put("payload_format", options.format().number());
            var array = json.putArray("recovery_codes");
            List<String> lines = new ArrayList<>(List.of(
                    "The vault is made. Keep these recovery codes apart from the vault key; each counts once:"));
            for (char[] code : codes.codes()) {
                array.add(new String(code));
                lines.add("  " + new String(code));
            }
            service.output().write(json, lines);
        } finally {
            Arrays.fill(vaultKey, '\0');
        }
        return 0;
    }
}
