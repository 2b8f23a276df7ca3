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

    private static final String PYTHON = "venv/bin/python";

    private static ServiceProcess service;
    private static Workplace work;

    @BeforeAll
    static void installClientAndStartService() throws Exception {
        Workplace.assumeInstalled("python3");
        Workplace files = Workplace.copyOf(Path.of("src", "test", "clients", "vault"), "vault-flow");
        var check = files.run("python3", "-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))");
        org.junit.jupiter.api.Assumptions.assumeTrue(
                check.code() == 0, "skipped: python3 lacks the module venv, or is older than 3.11\n" + check.output());
        files.succeed("python3", "-m", "venv", "venv");
        files.fetch(PYTHON, "-m", "pip", "install", "-q", "--no-deps", "--retries", "1", "-r", "requirements.txt");
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
        assertThat(work.succeed(PYTHON, "sdk.py")).contains("flow complete");
    }
}
