package dev.undercroft.clients;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** The official SDK of the vault's API, in a Python environment of its own. */
final class OfficialSdk {

    static final String PYTHON = "venv/bin/python";

    private OfficialSdk() {}

    /** Skips the test where there is no Python for it, or the SDK can't be fetched. */
    static Workplace install(String name) throws Exception {
        Workplace.assumeInstalled("python3");
        Workplace files = Workplace.copyOf(Path.of("src", "test", "clients", "vault"), name);
        var check = files.run("python3", "-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))");
        assumeTrue(
                check.code() == 0, "skipped: python3 lacks the module venv, or is older than 3.11\n" + check.output());
        files.succeed("python3", "-m", "venv", "venv");
        files.fetch(PYTHON, "-m", "pip", "install", "-q", "--no-deps", "--retries", "1", "-r", "requirements.txt");
        return files;
    }
}
