package dev.undercroft.crypto;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Wraps every realm key under the newest root key. Values and data keys stay as they are. Works in small transactions
 * while the service runs; when it is interrupted, running it again does the rest.
 */
@ApplicationScoped
public class RootKeyRotation {

    private static final String SELECT = "SELECT realm_id, version, root_key_id, wrapped_key FROM realm_key"
            + " WHERE root_key_id <> ? ORDER BY realm_id, version LIMIT 100 FOR UPDATE";
    private static final String UPDATE =
            "UPDATE realm_key SET root_key_id = ?, wrapped_key = ? WHERE realm_id = ? AND version = ?";

    /** The advisory lock of the database that rotation and the making of realms share. */
    static final long LOCK = 0x756e646572637266L;

    @Inject
    RootKeySource source;

    @Inject
    RootKeyRing rootKeys;

    @Inject
    @DataSource("batch")
    AgroalDataSource connections;

    /**
     * Adds a fresh root key where the keys come from a file, and wraps every realm key under the newest one. Holds a lock
     * all the while: another rotation waits, and so does the making of a realm.
     *
     * @param retire whether root keys that wrap nothing any more are removed from the file
     * @return how many realm keys were wrapped anew
     * @throws RootKeyException when an old root key is missing
     */
    public int run(boolean retire) {
        try (Connection holder = connections.getConnection();
                Connection connection = connections.getConnection()) {
            holder.setAutoCommit(false);
            lock(holder);
            if (source instanceof FileRootKeySource file) {
                file.append(RootKey.fresh(new SecureRandom()));
            }
            int done = rewrapAll(connection);
            if (retire && source instanceof FileRootKeySource file) {
                file.retainOnly(inUse(holder));
            }
            holder.commit();
            return done;
        } catch (SQLException failed) {
            throw new IllegalStateException("the realm keys could not be wrapped anew; run it again", failed);
        }
    }

    private static void lock(Connection holder) throws SQLException {
        try (PreparedStatement lock = holder.prepareStatement("SELECT pg_advisory_xact_lock(" + LOCK + ")")) {
            lock.execute();
        }
    }

    private int rewrapAll(Connection connection) throws SQLException {
        rootKeys.reload();
        RootKey newest = rootKeys.newest();
        connection.setAutoCommit(false);
        int done = 0;
        for (int some = rewrapSome(connection, newest); some > 0; some = rewrapSome(connection, newest)) {
            done += some;
        }
        return done;
    }

    /** The root keys that wrap something, and the newest one, which will. */
    private Set<String> inUse(Connection connection) throws SQLException {
        Set<String> ids = new HashSet<>();
        ids.add(rootKeys.newest().id());
        try (PreparedStatement select = connection.prepareStatement("SELECT DISTINCT root_key_id FROM realm_key");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private int rewrapSome(Connection connection, RootKey newest) throws SQLException {
        List<WrappedRealmKey> old = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, newest.id());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    old.add(new WrappedRealmKey(
                            rows.getString(1), rows.getInt(2), rows.getString(3), rows.getBytes(4)));
                }
            }
        }
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (WrappedRealmKey wrapped : old) {
                RealmKey key = RealmKeyWrapping.unwrap(rootKeys.byId(wrapped.rootKeyId()), wrapped);
                update.setString(1, newest.id());
                update.setBytes(2, RealmKeyWrapping.wrap(newest, key).bytes());
                update.setString(3, wrapped.realmId());
                update.setInt(4, wrapped.version());
                update.addBatch();
            }
            update.executeBatch();
        } catch (RuntimeException failed) {
            connection.rollback();
            throw failed;
        }
        connection.commit();
        return old.size();
    }
}
