package dev.undercroft.packaged;

import static dev.undercroft.packaged.ServiceProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged program as a new user meets it, and what becomes of data when things are killed. */
class FirstRunIT {

    private static final Map<String, String> NOTHING = Map.of();
    private static final String SCOPES = "secrets:read secrets:write";

    Path data;

    @BeforeEach
    void makeDirectory() throws IOException {
        data = DataDirectory.make();
    }

    @Test
    void aFirstRunStoresASecretThatSurvivesStopsAndKills() throws Exception {
        String token;
        try (var service = ServiceProcess.start(data, NOTHING)) {
            await("the guide is printed", () -> service.log().contains("Make a token"));
            token = token("--tenant", "tnt_demo", "--role", "tenant_admin", "--scope", SCOPES, "--ttl", "2h");

            assertThat(token).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
            assertThat(service.put("/v1/secrets/app/db", token, "{\"data\": {\"password\": \"kept\"}}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(service.stop()).isIn(0, 143);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("root-keys"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("signing-keys.pem"))))
                .isEqualTo("rw-------");
        try (var service = ServiceProcess.start(data, NOTHING)) {
            assertThat(service.get("/v1/secrets/app/db", token).body()).contains("kept");
            var healthy = ServiceProcess.run(data, NOTHING, "health", "--url", "http://localhost:" + service.port);
            assertThat(healthy.code()).as(healthy.err()).isZero();
            service.kill();
            var dead = ServiceProcess.run(data, NOTHING, "health", "--url", "http://localhost:" + service.port);
            assertThat(dead.code()).isEqualTo(1);
            assertThat(dead.err()).contains("nothing answers");
        }
        try (var service = ServiceProcess.start(data, NOTHING)) {
            assertThat(service.get("/v1/secrets/app/db", token).body()).contains("kept");
            killDatabase();
            await(
                    "the database is back",
                    () -> service.get("/v1/secrets/app/db", token).body().contains("kept"));
            assertThat(service.stop()).isIn(0, 143);
        }
    }

    @Test
    void theRootKeyIsRotatedWhileTheServiceRuns() throws Exception {
        try (var service = ServiceProcess.start(data, NOTHING)) {
            String token = token("--tenant", "tnt_demo", "--role", "tenant_admin", "--scope", SCOPES);
            service.put("/v1/secrets/app/db", token, "{\"data\": {\"password\": \"kept\"}}");
            List<String> before = rootKeys();

            var rotated = ServiceProcess.run(data, NOTHING, "rotate-root-key", "--retire");

            assertThat(rotated.code()).as(rotated.err()).isZero();
            assertThat(rotated.out()).contains("wrapped 3 realm keys");
            assertThat(rootKeys()).hasSize(1).doesNotContainAnyElementsOf(before);
            assertThat(service.get("/v1/secrets/app/db", token).statusCode()).isEqualTo(200);
            assertThat(service.put("/v1/secrets/app/new", token, "{\"data\": {\"a\": 1}}")
                            .statusCode())
                    .isEqualTo(201);
            service.stop();
        }
        try (var service = ServiceProcess.start(data, NOTHING)) {
            String token = token("--tenant", "tnt_demo", "--role", "tenant_admin", "--scope", SCOPES);
            assertThat(service.get("/v1/secrets/app/db", token).body()).contains("kept");
            service.stop();
        }
    }

    @Test
    void anExternalDatabaseNeedsAUrlAUserAPasswordAndARootKey() throws Exception {
        try (var external = ExternalDatabase.start()) {
            String rootKey = ServiceProcess.rootKey(data);
            Map<String, String> database = external.environment();

            var refused = ServiceProcess.run(data, database);

            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("there is no root key", "UNDERCROFT_ROOT_KEY_VALUE");

            var environment = new java.util.HashMap<>(database);
            environment.put("UNDERCROFT_ROOT_KEY_VALUE", rootKey);
            try (var service = ServiceProcess.start(data, environment)) {
                String superAdmin = token("--role", "super_admin");
                assertThat(service.get("/v1/identity/partners", superAdmin).body())
                        .contains("\"partners\":[]");
                assertThat(service.log()).contains("\"loggerName\"");
                service.stop();
            }
            var migrated = ServiceProcess.run(data, environment, "migrate");
            assertThat(migrated.code()).as(migrated.err()).isZero();
            assertThat(migrated.out()).contains("the schema is at version");
        }
    }

    @Test
    void aWrongCommandLineSaysHowToMendIt() throws Exception {
        var unknown = ServiceProcess.run(data, NOTHING, "sevre");
        var noTenant = ServiceProcess.run(data, NOTHING, "token", "--scope", "secrets:read");
        var noKey = ServiceProcess.run(data, NOTHING, "token", "--tenant", "tnt_demo");
        var badRole = ServiceProcess.run(data, NOTHING, "token", "--tenant", "tnt_demo", "--role", "root");
        var help = ServiceProcess.run(data, NOTHING, "--help");
        var version = ServiceProcess.run(data, NOTHING, "version");

        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("serve");
        assertThat(noTenant.code()).isEqualTo(2);
        assertThat(noTenant.err()).contains("--tenant");
        assertThat(noTenant.out()).isEmpty();
        assertThat(noKey.code()).isEqualTo(2);
        assertThat(noKey.err()).contains("keygen --type signing");
        assertThat(badRole.err()).contains("super_admin, partner_admin, tenant_admin");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("rotate-root-key", "Exit codes");
        assertThat(version.out().strip()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    private String token(String... options) throws Exception {
        return ServiceProcess.token(data, options);
    }

    private List<String> rootKeys() throws IOException {
        return Files.readAllLines(data.resolve("root-keys")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** Kills the postmaster as an operator would who wants it gone at once. */
    private void killDatabase() throws IOException {
        long postmaster =
                Long.parseLong(Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"))
                        .get(0)
                        .strip());
        ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
        assertThat(server.destroyForcibly()).isTrue();
        server.onExit().join();
    }
}
