package dev.undercroft.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The realm keys in the database, unwrapped and remembered. Looking one up may block; creating and destroying happen in
 * the caller's transaction. Thread safe.
 */
@ApplicationScoped
public class RealmKeyStore {

    private static final long MOST_REALMS = 50_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String SELECT = "SELECT version, root_key_id, wrapped_key FROM realm_key WHERE realm_id = ?";

    private final RootKeyRing rootKeys;
    private final AgroalDataSource connections;
    private final EntityManager entities;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, NavigableMap<Integer, RealmKey>> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REALMS)
            .expireAfterWrite(LONGEST)
            .recordStats()
            .build();

    @Inject
    public RealmKeyStore(
            RootKeyRing rootKeys,
            @DataSource("batch") AgroalDataSource connections,
            EntityManager entities,
            Clock clock,
            MeterRegistry meters) {
        this.rootKeys = rootKeys;
        this.connections = connections;
        this.entities = entities;
        this.clock = clock;
        CaffeineCacheMetrics.monitor(meters, remembered, "realm-keys");
    }

    /** Whether this version is at hand, so that using it does not block. */
    public boolean remembers(String realmId, int version) {
        var keys = remembered.getIfPresent(realmId);
        return keys != null && keys.containsKey(version);
    }

    /** The keys of a realm; a look-up of a version that was destroyed throws {@link SealException}. */
    public RealmKeys of(String realmId) {
        return version -> find(realmId, version);
    }

    /** The key that seals; throws {@link SealException} when the realm has none, since its keys were destroyed. */
    public RealmKey newest(String realmId) {
        var keys = remembered.getIfPresent(realmId);
        var loaded = keys == null ? load(realmId) : keys;
        return Optional.ofNullable(loaded.lastEntry())
                .orElseThrow(() -> new SealException("the realm has no key; its keys were destroyed"))
                .getValue();
    }

    /** Makes the first key of a realm, in the running transaction. */
    public void create(String realmId) {
        // The source is asked anew: a key wrapped under a root key that was just rotated out would be lost with it.
        // The lock keeps a rotation from retiring that root key before this transaction shows its realm key.
        entities.createNativeQuery(
                        "SELECT 1 FROM (SELECT pg_advisory_xact_lock_shared(" + RootKeyRotation.LOCK + ")) held")
                .getSingleResult();
        rootKeys.reload();
        var wrapped = RealmKeyWrapping.wrap(rootKeys.newest(), RealmKey.fresh(realmId, 1, random));
        entities.createNativeQuery("INSERT INTO realm_key (realm_id, version, root_key_id, wrapped_key, created_at)"
                        + " VALUES (?1, ?2, ?3, ?4, ?5)")
                .setParameter(1, realmId)
                .setParameter(2, wrapped.version())
                .setParameter(3, wrapped.rootKeyId())
                .setParameter(4, wrapped.bytes())
                .setParameter(5, Timestamp.from(clock.instant()))
                .executeUpdate();
    }

    /** Destroys every key of a realm, in the running transaction: nothing of it can be opened again. */
    public void destroy(String realmId) {
        entities.createNativeQuery("DELETE FROM realm_key WHERE realm_id = ?1")
                .setParameter(1, realmId)
                .executeUpdate();
        forget(realmId);
    }

    /** Drops what is remembered of a realm. */
    public void forget(String realmId) {
        remembered.invalidate(realmId);
    }

    private RealmKey find(String realmId, int version) {
        var keys = remembered.getIfPresent(realmId);
        if (keys == null || !keys.containsKey(version)) {
            keys = load(realmId);
        }
        return Optional.ofNullable(keys.get(version))
                .orElseThrow(() -> new SealException("the realm has no key of this version; it was destroyed"));
    }

    private NavigableMap<Integer, RealmKey> load(String realmId) {
        var keys = new TreeMap<Integer, RealmKey>();
        try (Connection connection = connections.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, realmId);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    var wrapped = new WrappedRealmKey(realmId, rows.getInt(1), rows.getString(2), rows.getBytes(3));
                    keys.put(wrapped.version(), RealmKeyWrapping.unwrap(rootKeys.byId(wrapped.rootKeyId()), wrapped));
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the realm's keys could not be read", failed);
        }
        if (!keys.isEmpty()) {
            remembered.put(realmId, keys);
        }
        return keys;
    }
}
