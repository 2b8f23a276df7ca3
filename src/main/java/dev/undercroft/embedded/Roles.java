package dev.undercroft.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database and the roles of the service, brought to the wanted state at every start: a kill may come in between. */
record Roles(Superuser superuser, Credentials credentials) {

    static final String DATABASE = "undercroft";
    static final String OWNER = "undercroft_owner";
    static final String APPLICATION = "undercroft_app";
    static final String BATCH = "undercroft_batch";

    void complete(int port) {
        try {
            try (Connection connection = superuser.connect(port, "postgres");
                    Statement statement = connection.createStatement()) {
                completeRole(connection, OWNER, credentials.owner());
                completeRole(connection, APPLICATION, credentials.application());
                completeRole(connection, BATCH, credentials.batch());
                if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", DATABASE)) {
                    statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER
                            + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
                }
                statement.execute("ALTER DATABASE " + DATABASE + " OWNER TO " + OWNER);
                // By default every role may connect everywhere and make temporary tables.
                statement.execute("REVOKE ALL ON DATABASE " + DATABASE + ", postgres, template1 FROM PUBLIC");
                statement.execute(
                        "GRANT CONNECT ON DATABASE " + DATABASE + " TO " + OWNER + ", " + APPLICATION + ", " + BATCH);
            }
            try (Connection connection = superuser.connect(port, DATABASE);
                    Statement statement = connection.createStatement()) {
                statement.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
            }
        } catch (SQLException e) {
            throw new EmbeddedPostgresException(
                    "The roles of the embedded PostgreSQL can't be completed: " + e.getMessage(), e);
        }
    }

    private static void completeRole(Connection connection, String role, String password) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
                statement.execute("CREATE ROLE " + role);
            }
            // The verifier instead of the password: what the server gets, it can't put into a log.
            statement.execute("ALTER ROLE " + role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
                    + " NOBYPASSRLS NOINHERIT PASSWORD '" + Cluster.scramVerifier(password) + "'");
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }
}
