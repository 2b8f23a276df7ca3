package dev.undercroft.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Months of the trail are partitions, made ahead of time or, when the clock was elsewhere, afterwards. */
@QuarkusTest
class AuditPartitionsTest extends ApiTest {

    @Inject
    AuditPartitions partitions;

    @Test
    void aMonthTakesOverTheEventsThatCameBeforeItsPartition() throws SQLException {
        clock.stopAt(Instant.parse("2031-03-31T23:59:59Z"));
        write(tenantAdmin(), "app/db", "p");
        clock.stopAt(Instant.parse("2031-04-01T00:00:00Z"));
        write(tenantAdmin(), "app/db", "q");
        assertThat(partitionsOfEvents()).containsOnly("audit_event_other");

        partitions.keep();

        assertThat(partitionsOfEvents()).containsExactly("audit_event_2031_04", "audit_event_other");
        clock.stopAt(Instant.parse("2031-03-31T23:59:59Z"));
        partitions.keep();
        assertThat(partitionsOfEvents()).containsExactly("audit_event_2031_03", "audit_event_2031_04");
        assertThat(as(tenantAdmin())
                        .get("/v1/audit/logs?action=write")
                        .jsonPath()
                        .getList("logs"))
                .hasSize(2);
    }

    private java.util.List<String> partitionsOfEvents() {
        return Superuser.texts("SELECT DISTINCT tableoid::regclass::text FROM audit_event WHERE realm_id = '" + tenant
                + "' AND action = 'write' ORDER BY 1");
    }
}
