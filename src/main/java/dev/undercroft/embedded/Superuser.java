package dev.undercroft.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;

/** The cluster's superuser, who is used to ask which files a server serves and to complete the roles, and for no more. */
record Superuser(Path cluster, String password) {

    static final String NAME = "postgres";

    /** Whoever listens on a port that was ours may say nothing at all. */
    private static final int ANSWER_SECONDS = 5;

    private static final int STATEMENT_SECONDS = 60;
    private static final Set<String> LOGIN_FAILED = Set.of("28000", "28P01");

    /** Who answers on a port. */
    enum Answer {
        /** The server of our cluster. */
        OURS,
        /** Nobody, or a server that does not let anybody in yet or any more. */
        NOBODY,
        /** A server that does not know our password: another one, or ours with other passwords. */
        REFUSED
    }

    Answer ask(int port) {
        // Another server may own the port, even with the same superuser and password: a copy of this directory.
        try (Connection connection = connect(port, "postgres", ANSWER_SECONDS);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW data_directory")) {
            result.next();
            return Path.of(result.getString(1)).equals(cluster) ? Answer.OURS : Answer.REFUSED;
        } catch (SQLException e) {
            return LOGIN_FAILED.contains(String.valueOf(e.getSQLState())) ? Answer.REFUSED : Answer.NOBODY;
        }
    }

    Connection connect(int port, String database) throws SQLException {
        return connect(port, database, STATEMENT_SECONDS);
    }

    private Connection connect(int port, String database, int patienceSeconds) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", NAME);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "undercroft-keeper");
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", Integer.toString(patienceSeconds));
        // Not by way of DriverManager, which may not see the driver from here.
        return new Driver().connect("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    @Override
    public String toString() {
        return "Superuser[cluster=" + cluster + ", password=***]";
    }
}
