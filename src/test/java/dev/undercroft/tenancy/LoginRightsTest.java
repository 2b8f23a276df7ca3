package dev.undercroft.tenancy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A login that could not do the service's work is refused before it serves, and the refusal says how to mend it. */
@QuarkusTest
class LoginRightsTest extends ApiTest {

    private static final String PASSWORD = "for-this-test";

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    private String login;

    @BeforeEach
    void makeLogin() {
        login = "login_" + unique().replace('-', '_');
        Superuser.run("CREATE ROLE " + login + " LOGIN PASSWORD '" + PASSWORD + "'");
        Superuser.run("GRANT CONNECT ON DATABASE undercroft TO " + login);
    }

    @AfterEach
    void dropLogin() {
        Superuser.run("DROP OWNED BY " + login);
        Superuser.run("DROP ROLE " + login);
    }

    /** A check that looks at a connection. */
    private interface Look {
        LoginRights at(Connection connection) throws SQLException;
    }

    private void check(Look look, String options) throws SQLException {
        var properties = new Properties();
        properties.put("user", login);
        properties.put("password", PASSWORD);
        properties.put("options", options);
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            look.at(connection).refuseUnfit();
        }
    }

    @Test
    void aLoginWithoutTheRoleOfRequestsIsToldWhichAndHowToGetIt() throws SQLException {
        assertThatThrownBy(() -> check(LoginRights::ofRequests, ""))
                .hasMessageContaining("'" + login + "' is not undercroft_app")
                .hasMessageContaining("QUARKUS_DATASOURCE_USERNAME")
                .hasMessageContaining("GRANT undercroft_app TO " + login);

        Superuser.run("GRANT undercroft_app TO " + login);

        assertThatCode(() -> check(LoginRights::ofRequests, "")).doesNotThrowAnyException();
    }

    @Test
    void aLoginWithoutTheRoleOfTheSharedStatementIsToldWhichAndHowToGetIt() throws SQLException {
        assertThatThrownBy(() -> check(LoginRights::ofBatch, "-c undercroft.spans_realms=on"))
                .hasMessageContaining("is not undercroft_batch")
                .hasMessageContaining("QUARKUS_DATASOURCE_BATCH_USERNAME");

        Superuser.run("GRANT undercroft_batch TO " + login);

        assertThatCode(() -> check(LoginRights::ofBatch, "-c undercroft.spans_realms=on"))
                .doesNotThrowAnyException();
    }

    @Test
    void aLoginOfTheSharedStatementThatSpansNoRealmsIsToldTheSetting() {
        Superuser.run("GRANT undercroft_batch TO " + login);

        assertThatThrownBy(() -> check(LoginRights::ofBatch, ""))
                .hasMessageContaining("ALTER ROLE " + login + " SET undercroft.spans_realms = 'on'");
    }

    @Test
    void aRightThatIsMissingIsToldWithItsTable() throws Exception {
        Superuser.run("GRANT undercroft_app TO " + login);
        Superuser.inTransaction(statement -> {
            statement.execute("REVOKE INSERT ON secret_version FROM undercroft_app");
            // Seen by this connection only, which takes the login's place.
            statement.execute("SET LOCAL ROLE " + login);
            assertThatThrownBy(() ->
                            LoginRights.ofRequests(statement.getConnection()).refuseUnfit())
                    .hasMessageContaining("has no rights on secret_version");
            statement.execute("RESET ROLE");
            statement.execute("GRANT INSERT ON secret_version TO undercroft_app");
        });
    }

    @Test
    void aLoginThatNoWallHoldsIsRefused() {
        Superuser.run("GRANT undercroft_app TO " + login);
        Superuser.run("ALTER ROLE " + login + " BYPASSRLS");

        assertThatThrownBy(() -> check(LoginRights::ofRequests, "")).hasMessageContaining("no superuser");
    }

    @Test
    void aDatabaseWithoutTheSchemaIsToldSo() {
        assertThatThrownBy(() -> check(LoginRights::ofRequests, "-c search_path=pg_catalog"))
                .hasMessageContaining("finds no tables")
                .hasMessageContaining("run 'migrate'");
    }
}
