package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.tenancy.ProvenReads;
import dev.undercroft.testing.Plans;
import dev.undercroft.testing.Superuser;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A reveal finds its entry by the primary key, whatever the database knows of the table: nothing grows with it. */
@QuarkusTest
class RevealPlanTest extends EntriesApi {

    @Inject
    ProvenReads<EntryReads.Found> reveals;

    @Inject
    @DataSource("batch")
    AgroalDataSource connections;

    @Test
    void anEntryIsFoundByItsPrimaryKeyWithStatisticsAndWithout() throws SQLException {
        assertFoundByPrimaryKey(Plans.of(reveals.statement(), connections));
        String category = category(alice(), SIMPLE);
        for (int i = 0; i < 50; i++) {
            entry(alice(), category, "p" + i, "v");
        }
        assertFoundByPrimaryKey(Plans.of(reveals.statement(), connections));

        Superuser.run("ANALYZE entry");

        assertFoundByPrimaryKey(Plans.of(reveals.statement(), connections));
    }

    private static void assertFoundByPrimaryKey(String plan) {
        assertThat(plan)
                .containsPattern("Index Scan using entry_pkey on entry .*\n"
                        + " *Index Cond: \\(\\(realm_id = q.realm_id\\) AND \\(id = q.entry_id\\)\\)")
                .doesNotContain("Materialize");
    }
}
