package dev.undercroft.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rotating a root key that comes as a variable, by a command with the environment of the CronJob in k8s/examples. */
class RootKeyOfEnvironmentIT {

    private static final String SECRET = "/v1/secrets/app/db";

    @Test
    void theOldKeyCanGoOnceNothingIsLeftToWrap() throws Exception {
        Path data = DataDirectory.make();
        String old = ServiceProcess.rootKey(data);
        String fresh = ServiceProcess.rootKey(data);
        try (var database = ExternalDatabase.start()) {
            Map<String, String> environment = database.environment();
            String reader;
            environment.put("UNDERCROFT_ROOT_KEY_VALUE", old + "\n");
            try (var service = ServiceProcess.start(data, environment)) {
                reader = writeSecret(service, data);
                service.stop();
            }

            environment.put("UNDERCROFT_ROOT_KEY_VALUE", old + "\n" + fresh + "\n");
            try (var service = ServiceProcess.start(data, environment)) {
                assertThat(rotate(data, environment).out()).contains("wrapped 2 realm keys");
                assertThat(rotate(data, environment).out()).contains("wrapped 0 realm keys");
                assertThat(service.get(SECRET, reader).body()).contains("kept");
                service.stop();
            }

            environment.put("UNDERCROFT_ROOT_KEY_VALUE", fresh);
            try (var service = ServiceProcess.start(data, environment)) {
                assertThat(service.get(SECRET, reader).body()).contains("kept");
                service.stop();
            }
        }
    }

    private static ServiceProcess.Output rotate(Path data, Map<String, String> environment) throws Exception {
        var ofTheJob = new HashMap<>(environment);
        ofTheJob.put("UNDERCROFT_IDENTITY_BUILT_IN_ENABLED", "false");
        ofTheJob.put("UNDERCROFT_DATA_DIR", data.resolve("absent").toString());
        ofTheJob.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
        var output = ServiceProcess.run(data, ofTheJob, "rotate-root-key");
        assertThat(output.code()).as(output.err()).isZero();
        return output;
    }

    private static String writeSecret(ServiceProcess service, Path data) throws Exception {
        String superAdmin = ServiceProcess.token(data, "--role", "super_admin");
        service.post("/v1/identity/partners", superAdmin, "{\"id\": \"ptn_acme\", \"name\": \"Acme\"}");
        service.post(
                "/v1/identity/tenants",
                superAdmin,
                "{\"id\": \"tnt_acme\", \"name\": \"Acme\", \"partner_id\": \"ptn_acme\"}");
        String admin = ServiceProcess.token(
                data, "--tenant", "tnt_acme", "--role", "tenant_admin", "--scope", "secrets:read secrets:write");
        assertThat(service.put(SECRET, admin, "{\"data\": {\"password\": \"kept\"}}")
                        .statusCode())
                .isEqualTo(201);
        return admin;
    }
}
