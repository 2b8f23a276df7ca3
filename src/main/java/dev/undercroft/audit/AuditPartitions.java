package dev.undercroft.audit;

import dev.undercroft.web.Outage;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Keeps a month's partition ready ahead of time and drops the months that retention has passed. */
@ApplicationScoped
public class AuditPartitions {

    /** Prefix {@code undercroft.audit}. */
    @ConfigMapping(prefix = "undercroft.audit")
    public interface Config {

        /** How long events are kept; whole months are dropped. Seven years by default. */
        @WithDefault("2557d")
        Duration retention();
    }

    private static final Logger LOG = Logger.getLogger(AuditPartitions.class);
    private static final int MONTHS_AHEAD = 2;

    @Inject
    Config config;

    @Inject
    Clock clock;

    @Inject
    @DataSource("batch")
    AgroalDataSource connections;

    void atStart(@Observes StartupEvent started) {
        keepOrTryLater();
    }

    @Scheduled(identity = "audit-partitions", every = "1h", delayed = "1h")
    void keepRegularly() {
        keepOrTryLater();
    }

    /** Nothing is lost without a partition: its events wait in the default one until it takes them over. */
    private void keepOrTryLater() {
        try {
            keep();
        } catch (SQLException failed) {
            LOG.warnf("the audit partitions are kept at the next try, in an hour: %s", Outage.summary(failed));
        }
    }

    /** Makes what is missing and drops what is past; replicas may run it at once. */
    void keep() throws SQLException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try (Connection connection = connections.getConnection()) {
            for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
                call(connection, "SELECT create_audit_partition(?)", today.plusMonths(ahead));
            }
            LocalDate oldest = today.minusDays(config.retention().toDays());
            call(connection, "SELECT drop_audit_partitions(?)", oldest);
            LOG.debugf("audit partitions reach %d months ahead; events before %s are dropped", MONTHS_AHEAD, oldest);
        }
    }

    private static void call(Connection connection, String sql, LocalDate date) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, date);
            statement.execute();
        }
    }
}
