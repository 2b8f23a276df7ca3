package dev.undercroft.cli;

import dev.undercroft.crypto.RootKeyRotation;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Adds a root key and wraps every realm key under it. */
@Command(
        name = "rotate-root-key",
        mixinStandardHelpOptions = true,
        description = {
            "Adds a fresh root key to the root key file and wraps the key of every tenant and partner under it.",
            "Values stay as they are, and the service may run meanwhile.",
            "Where UNDERCROFT_ROOT_KEY_VALUE holds the keys, add the new one behind a comma first; this command then only"
                    + " wraps anew."
        })
final class RotateRootKey implements Callable<Integer> {

    @Option(names = "--retire", description = "Removes the older keys from the file once nothing needs them.")
    boolean retire;

    /** The work with the beans of the service. */
    public static class Work implements QuarkusApplication {

        @Inject
        RootKeyRotation rotation;

        @Override
        public int run(String... args) {
            System.out.println(
                    "wrapped " + rotation.run(Boolean.parseBoolean(args[0])) + " realm keys under the newest root key");
            return 0;
        }
    }

    @Override
    public Integer call() {
        Settings settings = Settings.load();
        if (settings.rootKeysAreGiven() && retire) {
            throw new ConfigurationException(
                    "--retire works on a root key file; take old keys out of UNDERCROFT_ROOT_KEY_VALUE by hand");
        }
        return Task.run(Database.forCommand(settings), Work.class, Boolean.toString(retire));
    }
}
