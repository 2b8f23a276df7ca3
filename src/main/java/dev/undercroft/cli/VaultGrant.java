package dev.undercroft.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets an agent read a secret. */
@Command(name = "grant", mixinStandardHelpOptions = true, description = "Gives an agent identity a secret.")
final class VaultGrant implements Callable<Integer> {

    @Mixin
    VaultService service;

    @Parameters(
            index = "0",
            paramLabel = "SECRET",
            description = "A secret's id, or its name as the service shows it, which nothing proves.")
    String named;

    @Parameters(index = "1", paramLabel = "IDENTITY", description = "An agent identity's id or handle.")
    String identity;

    @Override
    public Integer call() {
        var client = service.client();
        client.grantAccess(service.secret(client, named), service.identity(client, identity));
        return 0;
    }
}
