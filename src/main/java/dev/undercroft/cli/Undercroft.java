package dev.undercroft.cli;

import dev.undercroft.client.VaultException;
import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program: a command line whose default is to serve. */
@QuarkusMain
@Command(
        name = "undercroft",
        description = "Keeps secrets for many tenants. Serves when no command is given.",
        subcommands = {
            Serve.class,
            Token.class,
            Get.class,
            Vault.class,
            Keygen.class,
            Migrate.class,
            RotateRootKey.class,
            Health.class,
            Version.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done",
            "  1  failed; standard error says why",
            "  2  the command line or the configuration is wrong"
        })
public class Undercroft implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            description = "Prints the version.")
    boolean version;

    /** Runs the command line. */
    public static void main(String... args) {
        int code = isServe(args) ? serve() : commandLine().execute(args);
        // A normal end must not stop the JVM: in development mode the next start happens in the same one.
        if (code != 0) {
            System.exit(code);
        }
    }

    private static boolean isServe(String... args) {
        return args.length == 0 || args.length == 1 && args[0].equals("serve");
    }

    /** Without the command line, whose making would be a tenth of the start. */
    private static int serve() {
        try {
            return new Serve().call();
        } catch (RuntimeException failed) {
            System.err.println(message(failed));
            return codeOf(failed);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Undercroft())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failed, line, parsed) -> {
                    line.getErr().println(message(failed));
                    return codeOf(failed);
                });
    }

    private static String message(Exception failed) {
        return "undercroft: " + failed.getMessage();
    }

    private static int codeOf(Exception failed) {
        boolean wronglyAsked = failed instanceof ConfigurationException
                || failed instanceof VaultException vault && vault.reason() == VaultException.Reason.INVALID_INPUT;
        return wronglyAsked ? 2 : 1;
    }

    @Override
    public void run() {
        if (version) {
            new Version().run();
            return;
        }
        int code = new Serve().call();
        if (code != 0) {
            System.exit(code);
        }
    }
}
