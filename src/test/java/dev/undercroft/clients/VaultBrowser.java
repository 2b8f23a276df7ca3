package dev.undercroft.clients;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;

/** What drives the vault's browser module in headless Chromium: {@code node run.mjs}, whose head says how. */
final class VaultBrowser {

    static final Path RESOURCES = Path.of("target", "classes", "META-INF", "resources");

    private static final String[] INSTALL = {
        "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1"
    };

    private VaultBrowser() {}

    /** Skips the test where there is no browser for it, or the driver can't be fetched. */
    static Workplace install(String name) throws Exception {
        Workplace.assumeInstalled("node", "npm", "chromium");
        requireArgon2();
        Workplace work = Workplace.copyOf(Path.of("src", "test", "clients", "browser"), name);
        work.fetch(INSTALL);
        return work;
    }

    /** Skips where the build could not reach the npm registry, and only there. */
    private static void requireArgon2() throws Exception {
        if (Files.notExists(RESOURCES.resolve("js/hash-wasm/argon2.umd.min.js"))) {
            Workplace.copyOf(Path.of("src", "main", "web"), "web").fetch(INSTALL);
            fail("the build left Argon2 out, and yet the npm registry answers: build again");
        }
    }
}
