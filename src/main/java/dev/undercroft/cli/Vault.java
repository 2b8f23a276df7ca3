package dev.undercroft.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A vault at a running service, sealed and opened here. */
@Command(
        name = "vault",
        mixinStandardHelpOptions = true,
        description = {
            "Uses the vault of an organisation at a running service; sealing and opening happen here.",
            "The vault key is asked for, or stands in a file or in UNDERCROFT_VAULT_KEY; it is never an argument."
        },
        subcommands = {
            VaultInit.class,
            VaultInfoOf.class,
            VaultUnlock.class,
            VaultList.class,
            VaultGet.class,
            VaultPut.class,
            VaultRemove.class,
            VaultTotp.class,
            VaultGrant.class,
            VaultRevoke.class,
            VaultRotateKey.class,
            VaultRevokeKey.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  undercroft vault init --payload-format 2",
            "  undercroft vault put GitHub --type login",
            "  undercroft vault get GitHub --field password",
            "  undercroft vault totp GitHub"
        })
final class Vault implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "name what to do with the vault, as in 'undercroft vault list'");
    }
}
