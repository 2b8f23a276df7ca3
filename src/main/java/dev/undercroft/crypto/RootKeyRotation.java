package dev.undercroft.crypto;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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

    @Inject
    RootKeyRing rootKeys;

    @Inject
    @DataSource("batch")
    AgroalDataSource connections;

    /** How many keys were wrapped anew; throws {@link RootKeyException} when an old root key is missing. */
    public int run() {
        rootKeys.reload();
        RootKey newest = rootKeys.newest();
        int done = 0;
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            for (int some = rewrapSome(connection, newest); some > 0; some = rewrapSome(connection, newest)) {
                done += some;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the realm keys could not be wrapped anew; run it again", failed);
        }
        return done;
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
