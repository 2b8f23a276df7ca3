package dev.undercroft.tenancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a login may do in the database. The policies of row-level security say what it has to: which roles they are for, and
 * which rights on their tables. Immutable.
 */
final class LoginRights {

    private static final String SQL = """
            SELECT current_user AS login,
                   to_regclass('secret') IS NOT NULL AS is_migrated,
                   coalesce(row_security_active(to_regclass('secret')::oid), false) AS is_held,
                   coalesce(current_setting('undercroft.spans_realms', true), '') = 'on' AS spans_realms,
                   (SELECT string_agg(DISTINCT quote_ident(role.rolname), ', ')
                      FROM pg_policy policy JOIN pg_roles role ON role.oid = ANY (policy.polroles)
                     WHERE policy.polrelid = ANY (tables.oids) AND policy.polname LIKE named.pattern
                       AND NOT pg_has_role(role.oid, 'USAGE')) AS missing_roles,
                   (SELECT string_agg(DISTINCT policy.polrelid::regclass::text, ', ')
                      FROM pg_policy policy
                     WHERE policy.polrelid = ANY (tables.oids) AND policy.polname LIKE named.pattern
                       AND NOT CASE policy.polcmd
                           WHEN 'r' THEN has_table_privilege(policy.polrelid, 'SELECT')
                           WHEN 'a' THEN has_table_privilege(policy.polrelid, 'INSERT')
                           WHEN 'w' THEN has_any_column_privilege(policy.polrelid, 'UPDATE')
                           ELSE has_table_privilege(policy.polrelid, 'SELECT')
                                AND has_table_privilege(policy.polrelid, 'INSERT')
                           END) AS missing_tables
              FROM (SELECT ?::text) named (pattern),
                   (SELECT array(SELECT class.oid FROM pg_class class
                                  WHERE class.relnamespace = (SELECT relnamespace FROM pg_class
                                                               WHERE oid = to_regclass('secret')))) tables (oids)""";
    private static final String OF_REQUESTS = "%\\_own%";
    private static final String OF_BATCH = "%\\_spanning%";

    private final String wrong;

    private LoginRights(String wrong) {
        this.wrong = wrong;
    }

    /** Of the login that serves requests. */
    static LoginRights ofRequests(Connection connection) throws SQLException {
        return of(connection, OF_REQUESTS, "QUARKUS_DATASOURCE_USERNAME");
    }

    /** Of the login whose statements span realms. */
    static LoginRights ofBatch(Connection connection) throws SQLException {
        return of(connection, OF_BATCH, "QUARKUS_DATASOURCE_BATCH_USERNAME");
    }

    /** Throws {@link IllegalStateException} with what is missing and how to mend it. */
    void refuseUnfit() {
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong + " (docs/tenancy.md)");
        }
    }

    private static LoginRights of(Connection connection, String policies, String setting) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < DatabaseRoles.OLDEST_VERSION) {
            return new LoginRights("PostgreSQL " + version + " is too old; use 14 or newer");
        }
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, policies);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new LoginRights(wrongOf(row, policies.equals(OF_BATCH), setting));
            }
        }
    }

    private static String wrongOf(ResultSet row, boolean spans, String setting) throws SQLException {
        String login = "the database role '" + row.getString("login") + "' ";
        if (!row.getBoolean("is_migrated")) {
            return login + "finds no tables of this service; run 'migrate' with the login that owns the database,"
                    + " or leave QUARKUS_FLYWAY_MIGRATE_AT_START at true";
        }
        if (!row.getBoolean("is_held")) {
            return login + "is not held by row-level security; use one that is no superuser and has no BYPASSRLS";
        }
        String roles = row.getString("missing_roles");
        if (roles != null) {
            return login + "is not " + roles + ", which the tables were made for, so every request would fail; set "
                    + setting + " to that role's name, or as a superuser: GRANT " + roles + " TO "
                    + quoted(row.getString("login"));
        }
        String tables = row.getString("missing_tables");
        if (tables != null) {
            return login + "has no rights on " + tables + ", so requests would fail; grant it what"
                    + " src/main/resources/db/migration grants (a dump restored without privileges lacks them)";
        }
        if (spans && !row.getBoolean("spans_realms")) {
            return login + "spans no realms, so every read would fail; ALTER ROLE " + quoted(row.getString("login"))
                    + " SET undercroft.spans_realms = 'on'";
        }
        return "";
    }

    private static String quoted(String role) {
        return role.matches("[a-z_][a-z0-9_]*") ? role : '"' + role.replace("\"", "\"\"") + '"';
    }
}
