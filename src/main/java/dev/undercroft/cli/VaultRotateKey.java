package dev.undercroft.cli;

import dev.undercroft.client.RecoveryCodes;
import dev.undercroft.client.VaultClient;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replaces the vault key. */
@Command(
        name = "rotate-key",
        mixinStandardHelpOptions = true,
        description = {
            "Replaces the vault key, by the current one or by a recovery code, which is spent by it.",
            "Secrets are not sealed anew: whoever once had the key of the organisation keeps it."
        })
final class VaultRotateKey implements Callable<Integer> {

    private static final String NEW_OPTION = "--new-vault-key-file";

    @Mixin
    VaultService service;

    @Mixin
    VaultKeyOption key;

    @Option(
            names = NEW_OPTION,
            paramLabel = "FILE",
            description = "A file with the new vault key; else UNDERCROFT_NEW_VAULT_KEY holds it, or you are asked.")
    Path newKeyFile;

    @Override
    public Integer call() {
        VaultClient client = service.client();
        char[] current = key.input().read("Current vault key or recovery code: ");
        char[] fresh = new char[0];
        try {
            fresh = new VaultKeyInput(newKeyFile, VaultKeyInput.NEW_VARIABLE, NEW_OPTION).readNew("New vault key: ");
            if (RecoveryCodes.isWellFormed(current)) {
                client.replaceVaultKeyByRecoveryCode(current, fresh);
            } else {
                client.replaceVaultKey(current, fresh);
            }
        } finally {
            Arrays.fill(current, '\0');
            Arrays.fill(fresh, '\0');
        }
        return 0;
    }
}
