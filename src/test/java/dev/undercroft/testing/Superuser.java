package dev.undercroft.testing;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigProvider;

/** The database as nobody but the test sees it: behind every wall, without the service. */
public final class Superuser {

    private Superuser() {}

    /** Runs a statement. */
    public static void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** What somebody else does to the database in one transaction. */
    @FunctionalInterface
    public interface Work {

        /** Runs statements; the transaction is committed behind it. */
        void run(Statement statement) throws Exception;
    }

    /** Runs work in one transaction. */
    public static void inTransaction(Work work) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            work.run(statement);
            connection.commit();
        }
    }

    /** The first column of every row, as text. */
    public static List<String> texts(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** Where the service and its database keep what they keep. */
    public static Path dataDirectory() {
        return Path.of(ConfigProvider.getConfig().getValue("undercroft.data-dir", String.class));
    }

    private static Connection connect() throws SQLException {
        String url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        return DriverManager.getConnection(url, "postgres", password());
    }

    private static String password() {
        try (Reader file = Files.newBufferedReader(dataDirectory().resolve("postgres.properties"))) {
            Properties credentials = new Properties();
            credentials.load(file);
            return credentials.getProperty("superuser");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
