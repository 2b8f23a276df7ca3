package dev.undercroft.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.undercroft.packaged.DataDirectory;
import dev.undercroft.packaged.ServiceProcess;
import jakarta.annotation.Nonnull;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * Clients made out of the API document compile as a whole, and the life of a secret and of an entry goes through each of them to the
 * packaged service and back, a typed refusal at the end.
 */
class GeneratedClientsIT {

    private static final Path FLOWS = Path.of("src", "test", "clients");
    private static final Path CLIENTS = Path.of("target", "clients");
    private static final String COMPLETE = "flow complete";

    private static ServiceProcess service;
    private static Map<String, String> access;

    @BeforeAll
    static void generateClientsAndStartService() throws Exception {
        Workplace.assumeInstalled("bash", "mvn");
        new Workplace(Path.of("."), Map.of()).fetch("bash", "src/clients/generate");
        Path data = DataDirectory.make();
        service = ServiceProcess.start(data, Map.of());
        access = Map.of("UNDERCROFT_URL", service.address(), "UNDERCROFT_TOKEN", token(data));
    }

    @AfterAll
    static void stopService() {
        if (service != null) {
            service.close();
        }
    }

    private static String token(Path data) throws Exception {
        return ServiceProcess.token(
                data,
                "--tenant",
                "tnt_demo",
                "--role",
                "tenant_admin",
                "--subject",
                "flow",
                "--scope",
                "secrets:read secrets:write secrets:list secrets:delete categories:write entries:read entries:write"
                        + " entries:reveal");
    }

    @Test
    void theJavaClientCompilesAndCarriesASecretThroughItsLife() throws Exception {
        Workplace flow = Workplace.copyOf(FLOWS.resolve("java"), "java-flow").with(access);
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        try (Stream<Path> files = Files.walk(CLIENTS.resolve("java/src/main/java"))) {
            String sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> file.toAbsolutePath().toString())
                    .collect(Collectors.joining("\n", "", "\nFlow.java\n"));
            Files.writeString(flow.directory().resolve("sources"), sources);
        }

        flow.succeed(
                bin.resolve("javac").toString(),
                "-J-Xmx384m",
                "-nowarn",
                "-proc:none",
                "-cp",
                jars(),
                "-d",
                "classes",
                "@sources");
        String said = flow.succeed(
                bin.resolve("java").toString(), "-Xmx128m", "-cp", "classes" + File.pathSeparator + jars(), "Flow");

        assertThat(said).contains(COMPLETE);
    }

    @Test
    void theTypeScriptClientPassesTheStrictCheckAndCarriesASecretThroughItsLife() throws Exception {
        Workplace.assumeInstalled("node", "npm");
        Workplace flow =
                Workplace.copyOf(FLOWS.resolve("typescript"), "typescript-flow").with(access);

        flow.fetch("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1");
        flow.succeed("node_modules/.bin/tsc", "--strict", "-p", "../typescript");
        flow.succeed("node_modules/.bin/tsc", "-p", ".");
        String said = flow.succeed("node", "dist/flow.js");

        assertThat(said).contains(COMPLETE);
    }

    @Test
    void thePythonClientCompilesAndCarriesASecretThroughItsLife() throws Exception {
        Workplace.assumeInstalled("python3");
        Workplace flow =
                Workplace.copyOf(FLOWS.resolve("python"), "python-flow").with(access);
        var check = flow.run("python3", "-c", "import venv, ensurepip");
        assumeTrue(check.code() == 0, "skipped: this Python has no venv");
        String python = "venv/bin/python";

        flow.succeed("python3", "-m", "venv", "venv");
        flow.fetch(python, "-m", "pip", "install", "-q", "--no-deps", "--retries", "1", "-r", "requirements.txt");
        flow.fetch(python, "-m", "pip", "check");
        flow.succeed(python, "-m", "compileall", "-q", "../python/undercroft_api");
        Workplace withClient =
                flow.with(Stream.concat(access.entrySet().stream(), Stream.of(Map.entry("PYTHONPATH", "../python")))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        String said = withClient.succeed(python, "flow.py");

        assertThat(said).contains(COMPLETE);
    }

    @Test
    void theGoClientCompilesAndCarriesASecretThroughItsLife() throws Exception {
        Workplace.assumeInstalled("go");
        Workplace flow = Workplace.copyOf(FLOWS.resolve("go"), "go-flow").with(access);

        flow.succeed("go", "vet", ".");
        flow.succeed("go", "build", "-o", "flow", ".");
        String said = flow.succeed("./flow");

        assertThat(said).contains(COMPLETE);
    }

    /** What the generated Java client needs, out of what the build has anyway. */
    private static String jars() {
        return Stream.of(
                        JsonProperty.class,
                        JsonParser.class,
                        ObjectMapper.class,
                        JavaTimeModule.class,
                        JsonNullable.class,
                        Nonnull.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
