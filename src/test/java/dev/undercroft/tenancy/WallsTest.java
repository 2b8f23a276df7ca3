package dev.undercroft.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.undercroft.testing.ApiTest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both walls between realms, tried with raw SQL that forgets every condition. */
@QuarkusTest
class WallsTest extends ApiTest {

    @Inject
    AgroalDataSource application;

    @Inject
    @DataSource("batch")
    AgroalDataSource batch;

    @Inject
    InRealm inRealm;

    @Inject
    EntityManager entities;

    String other;

    @BeforeEach
    void writeInTwoTenants() {
        other = "tnt_" + unique();
        makeTenant(other, partner);
        write(tenantAdmin(), "app/here", "one");
        write(tenantAdmin(other), "app/there", "two");
    }

    @Test
    void withoutARealmNothingIsSeenOrChanged() throws SQLException {
        assertThat(strings(application, "SELECT path FROM secret")).isEmpty();
        assertThat(strings(application, "SELECT wrapped_key::text FROM realm_key"))
                .isEmpty();
        assertThat(strings(application, "SELECT id::text FROM audit_event")).isEmpty();
        assertThat(update("DELETE FROM secret")).isZero();
        assertThat(update("UPDATE secret SET path = 'x'")).isZero();
    }

    @Test
    void withARealmOnlyItsRowsAreSeen() {
        List<?> paths = inRealm.call(tenant, () -> entities.createNativeQuery("SELECT path FROM secret")
                .getResultList());

        assertThat(paths).isEqualTo(List.of("app/here"));
    }

    @Test
    void aRowOfAnotherRealmIsNotWritten() {
        assertThatThrownBy(() -> inRealm.run(tenant, () -> entities.createNativeQuery(
                                "INSERT INTO revoked_token VALUES (?1, 'x', now(), now())")
                        .setParameter(1, other)
                        .executeUpdate()))
                .hasStackTraceContaining("row-level security");
        assertThat((int) inRealm.call(tenant, () -> entities.createNativeQuery(
                                "UPDATE secret SET max_versions = 3 WHERE realm_id = ?1")
                        .setParameter(1, other)
                        .executeUpdate()))
                .isZero();
    }

    @Test
    void aSessionWithoutARealmIsLoud() {
        assertThatThrownBy(() -> RealmRecord.count()).hasStackTraceContaining("no realm is chosen");
    }

    @Test
    void theBatchRoleSeesOnlyWhatItsPoliciesName() throws SQLException {
        assertThat(strings(batch, "SELECT path FROM secret")).contains("app/here", "app/there");
        assertThatThrownBy(() -> strings(batch, "SELECT id::text FROM audit_event"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> strings(batch, "DELETE FROM secret RETURNING path"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> strings(batch, "UPDATE realm SET status = 'closed' RETURNING realm_id"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void theApplicationCanNeitherChangeTheTrailNorTheTables() {
        assertThatThrownBy(() -> update("DELETE FROM audit_event")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> update("UPDATE audit_event SET action = 'x'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> update("ALTER TABLE secret DISABLE ROW LEVEL SECURITY"))
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> update("CREATE TABLE mine (id int)")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> strings(application, "SELECT rolname FROM pg_authid"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void everyTableWithARealmIsBehindTheWallAndNoPartitionIsOpen() throws SQLException {
        assertThat(
                        strings(
                                application,
                                "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                                        + " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attname = 'realm_id'"
                                        + " AND c.relnamespace = 'public'::regnamespace AND (NOT c.relrowsecurity OR NOT"
                                        + " c.relforcerowsecurity OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))"))
                .isEmpty();
        assertThat(
                        strings(
                                application,
                                "SELECT c.relname FROM pg_class c WHERE c.relispartition AND c.relkind = 'r'"
                                        + " AND (has_table_privilege(c.oid, 'SELECT') OR has_table_privilege(c.oid, 'INSERT'))"))
                .isEmpty();
        assertThat(
                        strings(
                                application,
                                "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition"
                                        + " AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'flyway_schema_history'"
                                        + " AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'realm_id')"))
                .isEmpty();
    }

    @Test
    void workInOneRealmNestsInAnother() {
        List<?> paths = inRealm.call(tenant, () -> {
            Object inner = inRealm.call(other, () -> entities.createNativeQuery("SELECT path FROM secret")
                    .getSingleResult());
            Object outer = entities.createNativeQuery("SELECT path FROM secret").getSingleResult();
            return List.of(inner, outer);
        });

        assertThat(paths).isEqualTo(List.of("app/there", "app/here"));
    }

    private int update(String sql) throws SQLException {
        try (Connection connection = application.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static List<String> strings(AgroalDataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> strings = new ArrayList<>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }
}
