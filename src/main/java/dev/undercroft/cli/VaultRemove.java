package dev.undercroft.cli;

import dev.undercroft.client.UnlockedVault;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes a secret. */
@Command(
        name = "rm",
        mixinStandardHelpOptions = true,
        description = "Deletes a secret with its access rules, for good.")
final class VaultRemove implements Callable<Integer> {

    @Mixin
    VaultService service;

    @Mixin
    VaultKeyOption key;

    @Parameters(paramLabel = "SECRET", description = "A secret's id or name.")
    String named;

    @Override
    public Integer call() {
        var client = service.client();
        // Unlocked, so that the memory of this machine knows the secret as deleted.
        try (UnlockedVault vault = key.unlock(client)) {
            UUID id = service.isId(named)
                    ? UUID.fromString(named)
                    : service.open(client, vault, named).id();
            vault.delete(id);
        }
        return 0;
    }
}
