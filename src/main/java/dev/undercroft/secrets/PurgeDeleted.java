package dev.undercroft.secrets;

import dev.undercroft.tenancy.InRealm;
import dev.undercroft.web.Outage;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Removes deleted secrets whose recovery is over, and old versions whose grace is. Replicas may run it at once. */
@ApplicationScoped
class PurgeDeleted {

    private static final Logger LOG = Logger.getLogger(PurgeDeleted.class);

    private static final String REALMS = "SELECT DISTINCT realm_id FROM secret WHERE deleted_at IS NOT NULL"
            + " AND recoverable_until <= ? UNION SELECT DISTINCT realm_id FROM secret_version WHERE readable_until <= ?";

    @Inject
    @DataSource("batch")
    AgroalDataSource connections;

    @Inject
    InRealm inRealm;

    @Inject
    Clock clock;

    @Scheduled(identity = "purge-deleted", every = "1h", delayed = "5m")
    void run() throws SQLException {
        purge();
    }

    /** Purges every realm that has something to purge, each in a transaction of its own; one that fails holds up none. */
    void purge() throws SQLException {
        Instant now = clock.instant();
        for (String realmId : realms(now)) {
            try {
                inRealm.run(realmId, () -> purgeRealm(now));
            } catch (RuntimeException failed) {
                LOG.warnf(
                        "realm %s could not be purged and waits for the next run: %s", realmId, Outage.summary(failed));
            }
        }
    }

    private static void purgeRealm(Instant now) {
        Secret.delete("deletedAt is not null and recoverableUntil <= ?1", now);
        SecretVersion.delete("readableUntil <= ?1", now);
    }

    private List<String> realms(Instant now) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement select = connection.prepareStatement(REALMS)) {
            select.setTimestamp(1, Timestamp.from(now));
            select.setTimestamp(2, Timestamp.from(now));
            try (ResultSet rows = select.executeQuery()) {
                List<String> realms = new ArrayList<>();
                while (rows.next()) {
                    realms.add(rows.getString(1));
                }
                return realms;
            }
        }
    }
}
