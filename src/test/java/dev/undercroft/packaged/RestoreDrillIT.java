package dev.undercroft.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A copy of the database, taken while the service writes as PostgreSQL's manual describes (section 26.3, low-level base
 * backup), becomes a database again; its values open with the root key, which is kept elsewhere, and with no other.
 */
class RestoreDrillIT {

    private static final String DURING = "/v1/secrets/app/during";
    private static final String BEFORE = "/v1/secrets/app/before";

    @Test
    void aCopyOfTheDatabaseAndTheRootKeyGiveEverythingBack() throws Exception {
        Path data = DataDirectory.make();
        ServiceProcess.makeSigningKey(data);
        String rootKey = ServiceProcess.rootKey(data);
        String token = ServiceProcess.token(
                data, "--tenant", "tnt_drill", "--role", "tenant_admin", "--scope", "secrets:read secrets:write");
        Path copy = DataDirectory.make();

        try (ExternalDatabase database = ExternalDatabase.start();
                ServiceProcess service = ServiceProcess.start(data, withKey(database, rootKey))) {
            makeTenant(data, service);
            put(service, BEFORE, token);
            try (Connection connection = database.superuser();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_backup_start('drill', true)");
                // Files of a living database may vanish meanwhile, which a backup has to live with.
                copy(database.directory().resolve("postgres"), copy, 0, 1);
                put(service, DURING, token);
                Path label = Files.writeString(copy.resolve("postgres/backup_label"), labelOfEnd(statement));
                Files.setOwner(label, Files.getOwner(copy.resolve("postgres/PG_VERSION")));
            }
            // The log of what happened meanwhile, which an archive would have kept.
            copy(database.directory().resolve("postgres/pg_wal"), copy.resolve("postgres"), 0);
            copy(database.directory().resolve("postgres.properties"), copy, 0);
            service.stop();
        }

        Files.delete(copy.resolve("postgres/postmaster.pid"));
        try (ExternalDatabase restored = ExternalDatabase.over(copy)) {
            try (ServiceProcess service = ServiceProcess.start(data, withKey(restored, rootKey))) {
                assertThat(service.get(BEFORE, token).body()).contains("kept");
                assertThat(service.get(DURING, token).body()).contains("kept");
                put(service, "/v1/secrets/app/after", token);
                service.stop();
            }
            String otherKey = ServiceProcess.rootKey(data);
            try (ServiceProcess service = ServiceProcess.start(data, withKey(restored, otherKey))) {
                assertThat(service.get("/v1/auth/whoami", token).statusCode()).isEqualTo(200);
                assertThat(service.get(BEFORE, token).statusCode()).isEqualTo(500);
                assertThat(service.get(BEFORE, token).body())
                        .contains("internal_error")
                        .doesNotContain("kept");
                service.stop();
            }
        }
    }

    private static Map<String, String> withKey(ExternalDatabase database, String rootKey) {
        Map<String, String> environment = database.environment();
        environment.put("UNDERCROFT_ROOT_KEY_VALUE", rootKey);
        return environment;
    }

    private static void makeTenant(Path data, ServiceProcess service) throws Exception {
        String superAdmin = ServiceProcess.token(data, "--role", "super_admin", "--scope", "admin");
        service.post("/v1/identity/partners", superAdmin, "{\"id\": \"ptn_drill\", \"name\": \"Drill\"}");
        service.post(
                "/v1/identity/tenants",
                superAdmin,
                "{\"id\": \"tnt_drill\", \"name\": \"Drill\", \"partner_id\": \"ptn_drill\"}");
    }

    private static void put(ServiceProcess service, String path, String token) {
        assertThat(service.put(path, token, "{\"data\": {\"password\": \"kept\"}}")
                        .statusCode())
                .isEqualTo(201);
    }

    private static String labelOfEnd(Statement statement) throws Exception {
        try (ResultSet end = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
            end.next();
            return end.getString(1);
        }
    }

    /** With owners and permissions, into a directory. */
    private static void copy(Path from, Path into, Integer... exitCodes) throws IOException, InterruptedException {
        Process copying = new ProcessBuilder("cp", "-a", from.toString(), into.toString() + "/")
                .inheritIO()
                .start();
        assertThat(copying.waitFor()).isIn((Object[]) exitCodes);
    }
}
