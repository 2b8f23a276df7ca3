package dev.undercroft.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** How the database would run a statement. */
public final class Plans {

    private static final Pattern PARAMETER = Pattern.compile("\\?");

    private Plans() {}

    /** The generic plan of a statement with {@code ?} for its parameters, as these connections take it. */
    public static String of(String statement, DataSource connections) throws SQLException {
        var number = new int[1];
        String numbered = PARAMETER.matcher(statement).replaceAll(mark -> "\\$" + ++number[0]);
        var plan = new StringBuilder();
        try (Connection connection = connections.getConnection();
                Statement explain = connection.createStatement()) {
            explain.execute("PREPARE asked AS " + numbered);
            String nulls = String.join(", ", Collections.nCopies(number[0], "NULL"));
            try (ResultSet lines = explain.executeQuery("EXPLAIN EXECUTE asked (" + nulls + ")")) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            } finally {
                explain.execute("DEALLOCATE asked");
            }
        }
        return plan.toString();
    }
}
