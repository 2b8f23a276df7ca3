package dev.undercroft.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The vault's browser module in headless Chromium, under the policy that it promises to work with. */
class VaultInBrowserIT {

    private static final Path VECTORS = Path.of("src", "test", "resources", "vault", "vectors.json");
    private static Workplace work;

    @BeforeAll
    static void installDriver() throws Exception {
        work = VaultBrowser.install("browser");
    }

    @Test
    void everySharedVectorHoldsInBothFormats() throws Exception {
        String said = work.succeed("node", "run.mjs", "vectors", absolute(VaultBrowser.RESOURCES), absolute(VECTORS));

        assertThat(said).contains("masterKeys", "format1", "format2", "refused", "oneTimeCodes", "recoveryCodes");
    }

    @Test
    void aVaultLivesAtAnHonestServiceAndEveryLieOfAnotherIsCaught() throws Exception {
        String said = work.succeed("node", "run.mjs", "lies", absolute(VaultBrowser.RESOURCES));

        assertThat(said.lines().filter(line -> line.contains("\"life\":\"complete\"")))
                .hasSize(2);
        assertThat(said.lines().filter(line -> line.contains("\"lie\":"))).hasSizeGreaterThan(100);
    }

    /** Of an organisation that has no vault; run.mjs says what else it takes from the environment. */
    @Test
    @EnabledIfEnvironmentVariable(named = "VAULT_SERVICE", matches = "https?://.+")
    @EnabledIfEnvironmentVariable(named = "VAULT_FORMAT", matches = "[12]")
    void aVaultLivesAtTheServiceWithThisAddress() throws Exception {
        String said =
                work.succeed("node", "run.mjs", "life", System.getenv("VAULT_SERVICE"), System.getenv("VAULT_FORMAT"));

        assertThat(said).contains("\"life\":\"complete\"");
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }
}
