package dev.undercroft.cli;

import dev.undercroft.client.UnlockedVault;
import dev.undercroft.client.VaultClient;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Option;

/** The vault key of commands that open something. For one thread. */
final class VaultKeyOption {

    static final String OPTION = "--vault-key-file";

    @Option(
            names = OPTION,
            paramLabel = "FILE",
            defaultValue = "${env:UNDERCROFT_VAULT_KEY_FILE}",
            description = "A file with the vault key or a recovery code (UNDERCROFT_VAULT_KEY_FILE); else"
                    + " UNDERCROFT_VAULT_KEY holds it, or you are asked.")
    Path file;

    /** Where the key comes from. */
    VaultKeyInput input() {
        return new VaultKeyInput(file, VaultKeyInput.VARIABLE, OPTION);
    }

    /** The vault, unlocked; to be closed. */
    UnlockedVault unlock(VaultClient client) {
        char[] key = input().read("Vault key: ");
        try {
            return client.unlock(key);
        } finally {
            Arrays.fill(key, '\0');
        }
    }
}
