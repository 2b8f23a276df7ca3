package dev.undercroft.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.Command;

/** Prints the version. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Prints the version.")
final class Version implements Runnable {

    @Override
    public void run() {
        var properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/undercroft-version.properties")) {
            properties.load(in);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the program's own version can't be read", unreadable);
        }
        System.out.println(properties.getProperty("version"));
    }
}
