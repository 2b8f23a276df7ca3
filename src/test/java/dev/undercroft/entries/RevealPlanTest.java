package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.tenancy.ProvenReads;
import dev.undercroft.testing.Superuser;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A reveal finds its entry by the primary key, whatever the database knows of the tables: nothing grows with them. */
@QuarkusTest
class RevealPlanTest extends EntriesApi {

    @Inject
    ProvenReads<EntryReads.Found> reveals;

    @Inject
    @DataSource("batch")
    AgroalDataSource connections;

    @Test
    void anEntryIsFoundByItsPrimaryKeyWithStatisticsAndWithout() throws SQLException {
        String category = category(alice(), SIMPLE);
        for (int i = 0; i < 50; i++) {
            entry(alice(), category, "p" + i, "v");
        }
        assertFoundByPrimaryKey(plan());

        Superuser.run("ANALYZE entry, category");

        assertFoundByPrimaryKey(plan());
    }

    private static void assertFoundByPrimaryKey(String plan) {
        assertThat(plan)
                .containsPattern(
                        "Index Scan using entry_pkey on entry e.*\n *Index Cond: \\(\\(realm_id = q.realm_id\\) AND"
                                + " \\(id = q.entry_id\\)\\)")
                .doesNotContain("entry_by_category")
                .doesNotContain("entry_in_order");
    }

    /** The plan that every reveal has, since the connections take the generic one. */
    private String plan() throws SQLException {
        var number = new int[1];
        String statement = Pattern.compile("\\?").matcher(reveals.statement()).replaceAll(mark -> "\\$" + ++number[0]);
        var plan = new StringBuilder();
        try (Connection connection = connections.getConnection();
                Statement explain = connection.createStatement();
                ResultSet lines = explain.executeQuery("EXPLAIN (GENERIC_PLAN) " + statement)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
