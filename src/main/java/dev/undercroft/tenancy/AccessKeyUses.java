package dev.undercroft.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.undercroft.audit.GroupCommit;
import dev.undercroft.identity.Caller;
import dev.undercroft.identity.CredentialType;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Writes when access keys were last used, behind the requests: none waits for it, none fails with it, and a key that is
 * used all the time is written once a minute. Thread safe.
 */
@ApplicationScoped
class AccessKeyUses {

    private static final Duration PRECISION = Duration.ofMinutes(1);
    private static final long MOST_REMEMBERED = 50_000;
    private static final String UPDATE = "UPDATE access_key k SET last_used_at = u.used_at"
            + " FROM unnest(?::text[], ?::uuid[], ?::timestamptz[]) AS u(realm_id, id, used_at)"
            + " WHERE k.realm_id = u.realm_id AND k.id = u.id"
            + " AND (k.last_used_at IS NULL OR k.last_used_at < u.used_at)";

    private record Use(String realmId, UUID keyId, Instant at) {}

    private final GroupCommit<Use, Boolean> commits;
    private final Clock clock;
    private final Cache<String, Instant> written = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(PRECISION)
            .build();

    @Inject
    AccessKeyUses(@DataSource("batch") AgroalDataSource connections, Clock clock, MeterRegistry meters) {
        this.commits = new GroupCommit<>("key-uses", 1, connections, AccessKeyUses::write, meters);
        this.clock = clock;
    }

    /** Notes that the caller's key is in use, where it is a key. Never blocks, never throws. */
    void note(Caller caller) {
        if (caller.credentialType() != CredentialType.ACCESS_KEY) {
            return;
        }
        Instant now = clock.instant();
        String key = caller.credentialId();
        if (written.asMap().putIfAbsent(key, now) == null) {
            commits.submit(new Use(caller.tenantId(), UUID.fromString(key), now))
                    .exceptionally(failed -> written.asMap().remove(key) != null)
                    .isDone();
        }
    }

    private static List<Boolean> write(Connection connection, List<Use> questions) throws SQLException {
        // In one order on all replicas, so that none waits for another in a circle.
        List<Use> uses =
                questions.stream().sorted(Comparator.comparing(Use::keyId)).toList();
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setArray(
                    1,
                    connection.createArrayOf(
                            "text", uses.stream().map(Use::realmId).toArray()));
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", uses.stream().map(Use::keyId).toArray()));
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "timestamptz",
                            uses.stream().map(use -> Timestamp.from(use.at())).toArray()));
            update.executeUpdate();
            return Collections.nCopies(uses.size(), true);
        }
    }

    @PreDestroy
    void close() {
        commits.close();
    }
}
