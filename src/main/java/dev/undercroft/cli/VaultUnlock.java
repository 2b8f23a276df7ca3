package dev.undercroft.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.undercroft.client.UnlockedVault;
import dev.undercroft.client.VaultContents;
import dev.undercroft.client.VaultException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Opens everything and says whether it can be believed. */
@Command(
        name = "unlock",
        mixinStandardHelpOptions = true,
        description = {
            "Opens every secret that the credential may see and says which can't be believed; shows no value.",
            "Nothing stays unlocked: each command opens what it needs."
        })
final class VaultUnlock implements Callable<Integer> {

    @Mixin
    VaultService service;

    @Mixin
    VaultKeyOption key;

    @Override
    public Integer call() throws IOException {
        try (UnlockedVault vault = key.unlock(service.client())) {
            VaultContents contents = vault.contents();
            var json = JsonNodeFactory.instance
                    .objectNode()
                    .put("secrets", contents.secrets().size());
            var refused = json.putArray("refused");
            List<String> lines =
                    new ArrayList<>(List.of("unlocked: " + contents.secrets().size() + " secrets open"));
            for (VaultException refusal : contents.refused()) {
                refused.add(refusal.getMessage());
                lines.add("refused: " + refusal.getMessage());
            }
            service.output().write(json, lines);
            return contents.refused().isEmpty() ? 0 : 1;
        }
    }
}
