package dev.undercroft.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The states of realms, remembered. What is remembered may be behind; statements compare its epoch with the database's
 * and call {@link #forget} when it is. Thread safe.
 */
@ApplicationScoped
public class Realms {

    private static final long MOST = 50_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LATELY = Duration.ofSeconds(5);

    private static final String SELECT = "SELECT r.kind, r.partner_id, r.status, r.epoch, t.token_digest FROM realm r"
            + " LEFT JOIN revoked_token t ON t.realm_id = r.realm_id AND t.expires_at > now() WHERE r.realm_id = ?";

    private final AgroalDataSource connections;
    private final Cache<String, Remembered> states;

    @Inject
    public Realms(@DataSource("batch") AgroalDataSource connections, MeterRegistry meters) {
        this.connections = connections;
        this.states = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(LONGEST)
                .recordStats()
                .build();
        CaffeineCacheMetrics.monitor(meters, states, "realms");
    }

    private record Remembered(RealmState state, long sinceNanos) {}

    /** Says that a state has to be looked up where looking up is allowed to block; made without a stack trace. */
    static final class NotRemembered extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotRemembered() {
            super("the realm is not remembered", null, false, false);
        }
    }

    /** The state from memory; throws {@link NotRemembered} where it is not. */
    Optional<RealmState> remembered(String realmId) {
        Remembered remembered = states.getIfPresent(realmId);
        if (remembered == null) {
            throw new NotRemembered();
        }
        return Optional.of(remembered.state());
    }

    /** The same, when it was read in the last five seconds. */
    Optional<RealmState> rememberedLately(String realmId) {
        Remembered remembered = states.getIfPresent(realmId);
        if (remembered == null || System.nanoTime() - remembered.sinceNanos() > LATELY.toNanos()) {
            throw new NotRemembered();
        }
        return Optional.of(remembered.state());
    }

    /** Makes the next look go to the database. */
    public void forget(String realmId) {
        states.invalidate(realmId);
    }

    /** The state as the database has it now. Blocks. */
    public Optional<RealmState> load(String realmId) {
        long now = System.nanoTime();
        try (Connection connection = connections.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, realmId);
            try (ResultSet rows = select.executeQuery()) {
                Optional<RealmState> state = read(realmId, rows);
                state.ifPresent(known -> states.put(realmId, new Remembered(known, now)));
                return state;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the realm could not be looked up", failed);
        }
    }

    private static Optional<RealmState> read(String realmId, ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return Optional.empty();
        }
        var kind = RealmState.Kind.valueOf(rows.getString(1).toUpperCase(Locale.ROOT));
        String partnerId = rows.getString(2);
        boolean active = "active".equals(rows.getString(3));
        long epoch = rows.getLong(4);
        Set<String> revoked = new HashSet<>();
        do {
            String digest = rows.getString(5);
            if (digest != null) {
                revoked.add(digest);
            }
        } while (rows.next());
        return Optional.of(
                new RealmState(realmId, kind, partnerId == null ? "" : partnerId, active, epoch, Set.copyOf(revoked)));
    }
}
