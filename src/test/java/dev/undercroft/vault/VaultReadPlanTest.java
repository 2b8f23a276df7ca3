package dev.undercroft.vault;

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

/** A read finds its secret and its rules by their keys, whatever the database knows of the tables. */
@QuarkusTest
class VaultReadPlanTest extends VaultApi {

    @Inject
    ProvenReads<VaultSecretReads.Found> reads;

    @Inject
    @DataSource("batch")
    AgroalDataSource connections;

    @Test
    void aSecretAndItsRulesAreFoundByTheirKeysWithStatisticsAndWithout() throws SQLException {
        assertFoundByKeys(Plans.of(reads.statement(), connections));
        vault();
        String bot = agent("bot");
        for (int i = 0; i < 30; i++) {
            grant(admin(), secret(admin(), "s" + i), bot);
        }
        assertFoundByKeys(Plans.of(reads.statement(), connections));

        Superuser.run("ANALYZE vault_secret, vault_access_rule");

        assertFoundByKeys(Plans.of(reads.statement(), connections));
    }

    private static void assertFoundByKeys(String plan) {
        assertThat(plan)
                .containsPattern("Index Scan using vault_secret_pkey on vault_secret .*\n"
                        + " *Index Cond: \\(\\(realm_id = q.realm_id\\) AND \\(id = q.asked_secret_id\\)\\)")
                .containsPattern("Index Scan using vault_access_rule_pkey on vault_access_rule .*\n"
                        + " *Index Cond: \\(\\(realm_id = q.realm_id\\) AND \\(secret_id = q.asked_secret_id\\)\\)")
                .doesNotContain("Materialize");
    }
}
