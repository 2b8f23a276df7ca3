package dev.undercroft.packaged;

import static dev.undercroft.packaged.ServiceProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that goes away or hangs: requests get 503 meanwhile, and the service needs no restart afterwards. */
class DatabaseOutageIT {

    private static final String PARTNERS = "/v1/identity/partners";

    Path data;
    ExternalDatabase database;
    Map<String, String> environment;
    String superAdmin;

    @BeforeEach
    void startDatabase() throws Exception {
        data = DataDirectory.make();
        database = ExternalDatabase.start();
        environment = database.environment();
        environment.put("UNDERCROFT_ROOT_KEY_VALUE", ServiceProcess.rootKey(data));
        ServiceProcess.makeSigningKey(data);
        superAdmin = ServiceProcess.token(data, "--role", "super_admin");
    }

    @AfterEach
    void stopDatabase() {
        database.close();
    }

    @Test
    void aDatabaseThatIsGoneIsA503UntilItIsBack() throws Exception {
        try (var service = ServiceProcess.start(data, environment)) {
            assertThat(service.get(PARTNERS, superAdmin).statusCode()).isEqualTo(200);

            database.stop();

            var gone = service.get(PARTNERS, superAdmin);
            assertThat(gone.statusCode()).isEqualTo(503);
            assertThat(gone.headers().firstValue("Retry-After")).contains("1");
            assertThat(gone.body()).contains("service_unavailable");
            assertThat(service.get("/v1/health", "").statusCode()).isEqualTo(200);
            assertThat(service.get("/v1/health/ready", "").statusCode()).isEqualTo(503);

            database.startAgain();
            await("it answers again", () -> service.get(PARTNERS, superAdmin).statusCode() == 200);
            service.stop();
        }
    }

    @Test
    void aDatabaseThatHangsIsA503WithinTheSocketTimeout() throws Exception {
        environment.put("QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SOCKETTIMEOUT", "2");
        environment.put("QUARKUS_DATASOURCE_BATCH_JDBC_ADDITIONAL_JDBC_PROPERTIES_SOCKETTIMEOUT", "2");
        try (var service = ServiceProcess.start(data, environment)) {
            assertThat(service.get(PARTNERS, superAdmin).statusCode()).isEqualTo(200);

            database.freeze();
            try {
                Instant asked = Instant.now();
                assertThat(service.get(PARTNERS, superAdmin).statusCode()).isEqualTo(503);
                assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(14));
                assertThat(service.get("/v1/health", "").statusCode()).isEqualTo(200);
                assertThat(service.get("/v1/health/ready", "").statusCode()).isEqualTo(503);
            } finally {
                database.thaw();
            }

            await("it answers again", () -> service.get(PARTNERS, superAdmin).statusCode() == 200);
            service.stop();
        }
    }
}
