package dev.undercroft.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.packaged.DataDirectory;
import dev.undercroft.packaged.ServiceProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official SDK of this API, unchanged, with nothing but a base URL and a credential. */
class VaultClientsIT {

    private static ServiceProcess service;
    private static Workplace work;

    @BeforeAll
    static void installClientAndStartService() throws Exception {
        Workplace files = OfficialSdk.install("vault-flow");
        Path data = DataDirectory.make();
        service = ServiceProcess.start(data, Map.of());
        String token = ServiceProcess.token(
                data,
                "--tenant",
                "tnt_demo",
                "--scope",
                "vault:read vault:write vault:admin identities:read identities:write");
        work = files.with(Map.of(
                "VAULT_URL",
                service.address(),
                "VAULT_CREDENTIAL",
                token,
                "HOME",
                files.directory().toAbsolutePath().toString()));
    }

    @AfterAll
    static void stopService() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void theSdkCarriesAVaultThroughItsLife() throws Exception {
        assertThat(work.succeed(OfficialSdk.PYTHON, "sdk.py")).contains("flow complete");
    }
}
