package dev.undercroft.tenancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The two roles that the service works as when it was given one login only: made where that login may, and worn by its
 * connections. A login that may make no roles works as itself, held by FORCE ROW LEVEL SECURITY (docs/tenancy.md).
 */
public record DatabaseRoles(String application, String batch, boolean worn) {

    private static final String APPLICATION = "undercroft_app";
    private static final String BATCH = "undercroft_batch";
    static final int OLDEST_VERSION = 14;

    /** Finds or makes the roles over a connection of the only login; throws with a way to mend what is missing. */
    public static DatabaseRoles ofOnlyLogin(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            throw new SQLException("PostgreSQL " + version + " is too old; use 14 or newer", "0A000");
        }
        String login = connection.getMetaData().getUserName();
        if (!mayMakeRoles(connection)) {
            return new DatabaseRoles(login, login, false);
        }
        make(connection, APPLICATION, login);
        make(connection, BATCH, login);
        return new DatabaseRoles(APPLICATION, BATCH, true);
    }

    private static boolean mayMakeRoles(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void make(Connection connection, String role, String login) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(connection, role)) {
                statement.execute("CREATE ROLE " + role + " NOLOGIN");
            }
            statement.execute("GRANT " + role + " TO " + statement.enquoteIdentifier(login, true));
        }
    }

    private static boolean exists(Connection connection, String role) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
            statement.setString(1, role);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The start option that makes a connection of the login work as this role; empty when it works as itself. */
    public String option(String role) {
        return worn ? "-c role=" + role : "";
    }
}
