package dev.undercroft.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Revokes a recovery code. */
@Command(
        name = "revoke-key",
        mixinStandardHelpOptions = true,
        description = "Revokes a recovery code, so that nobody unlocks the vault with it any more.")
final class VaultRevokeKey implements Callable<Integer> {

    @Mixin
    VaultService service;

    @Option(
            names = "--recovery-code-file",
            paramLabel = "FILE",
            description = "A file with the recovery code; else UNDERCROFT_VAULT_KEY holds it, or you are asked.")
    Path file;

    @Override
    public Integer call() {
        char[] code = new VaultKeyInput(file, VaultKeyInput.VARIABLE, "--recovery-code-file").read("Recovery code: ");
        try {
            service.client().revokeKey(code);
        } finally {
            Arrays.fill(code, '\0');
        }
        return 0;
    }
}
