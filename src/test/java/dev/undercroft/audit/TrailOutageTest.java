package dev.undercroft.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.undercroft.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trail that can't be written: nothing leaves and nothing changes until it can. */
@QuarkusTest
class TrailOutageTest extends ApiTest {

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.flyway.username")
    String owner;

    @ConfigProperty(name = "quarkus.flyway.password")
    String password;

    @BeforeEach
    void writeAndFillTheDisk() throws SQLException {
        write(tenantAdmin(), "app/db", "s3cret-of-the-outage");
        asOwner("CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$");
        asOwner("CREATE TRIGGER full_disk BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION full_disk()");
    }

    @AfterEach
    void makeRoom() throws SQLException {
        asOwner("DROP TRIGGER IF EXISTS full_disk ON audit_event");
        asOwner("DROP FUNCTION IF EXISTS full_disk()");
    }

    @Test
    void noValueLeavesWithoutItsEvent() {
        as(tenantAdmin())
                .get("/v1/secrets/app/db")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("error.code", equalTo("service_unavailable"))
                .body(not(containsString("s3cret-of-the-outage")));
        as(tenantAdmin())
                .body("{\"paths\": [\"app/db\"]}")
                .post("/v1/secrets/batch")
                .then()
                .statusCode(503)
                .body(not(containsString("s3cret-of-the-outage")));
    }

    @Test
    void noChangeIsMadeWithoutItsEvent() throws SQLException {
        as(tenantAdmin())
                .body("{\"data\": {\"a\": 1}}")
                .put("/v1/secrets/app/db")
                .then()
                .statusCode(503);
        as(tenantAdmin())
                .body("{\"data\": {\"a\": 1}}")
                .put("/v1/secrets/app/new")
                .then()
                .statusCode(503);
        as(tenantAdmin()).delete("/v1/secrets/app/db").then().statusCode(503);

        makeRoom();

        as(tenantAdmin()).get("/v1/secrets/app/db").then().statusCode(200).body("version", equalTo(1));
        as(tenantAdmin()).get("/v1/secrets/app/new").then().statusCode(404);
    }

    @Test
    void noListLeavesAndNoRefusalIsAnsweredAsOne() {
        as(tenantAdmin()).get("/v1/secrets").then().statusCode(503);
        as(user("nobody").scope("secrets:read").sign())
                .get("/v1/secrets/app/db")
                .then()
                .statusCode(503);
    }

    @Test
    void whatTouchesNoSecretGoesOn() {
        as(tenantAdmin()).get("/v1/auth/whoami").then().statusCode(200);
    }

    @Test
    void theNextRequestFindsTheTrailBack() throws SQLException {
        as(tenantAdmin()).get("/v1/secrets/app/db").then().statusCode(503);

        makeRoom();

        String password = as(tenantAdmin())
                .get("/v1/secrets/app/db")
                .then()
                .statusCode(200)
                .extract()
                .path("data.password");
        assertThat(password).isEqualTo("s3cret-of-the-outage");
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, owner, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
