package dev.undercroft.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.tenancy.ProvenReads;
import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Plans;
import dev.undercroft.testing.Superuser;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A read finds its secret by path and its version by number, whatever the database knows of the tables. */
@QuarkusTest
class ReadPlanTest extends ApiTest {

    @Inject
    ProvenReads<SecretReads.Found> reads;

    @Inject
    @DataSource("batch")
    AgroalDataSource connections;

    @Test
    void aSecretIsFoundByItsWholeKeysWithStatisticsAndWithout() throws SQLException {
        assertFoundByKeys(Plans.of(reads.statement(), connections));
        for (int i = 0; i < 50; i++) {
            write(tenantAdmin(), "app/s" + i, "v");
        }
        assertFoundByKeys(Plans.of(reads.statement(), connections));

        Superuser.run("ANALYZE secret, secret_version");

        assertFoundByKeys(Plans.of(reads.statement(), connections));
    }

    private static void assertFoundByKeys(String plan) {
        assertThat(plan)
                .containsPattern("Index Scan using secret_path_once on secret .*\n"
                        + " *Index Cond: \\(\\(realm_id = q.realm_id\\) AND \\(path = q.secret_path\\)\\)")
                .containsPattern(
                        "Index Scan using secret_version_pkey on secret_version .*\n"
                                + " *Index Cond: \\(\\(realm_id = q.realm_id\\) AND \\(secret_id = secret.id\\) AND \\(version = .*CASE")
                .doesNotContain("Materialize");
    }
}
