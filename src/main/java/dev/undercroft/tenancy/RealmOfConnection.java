package dev.undercroft.tenancy;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The second wall: tells PostgreSQL the realm at the beginning of each transaction, for that transaction only. Without
 * it row-level security shows nothing and takes nothing.
 */
@ApplicationScoped
public class RealmOfConnection implements AgroalPoolInterceptor {

    @Inject
    Realm realm;

    @Override
    public void onConnectionAcquire(Connection connection) {
        if (!Arc.container().requestContext().isActive() || !realm.isChosen()) {
            return;
        }
        try {
            // A local setting would vanish at once outside a transaction.
            if (connection.getAutoCommit()) {
                return;
            }
            try (PreparedStatement set =
                    connection.prepareStatement("SELECT set_config('undercroft.realm', ?, true)")) {
                set.setString(1, realm.id());
                set.execute();
            }
        } catch (SQLException failed) {
            throw new RealmBindingException(failed);
        }
    }

    /** The realm could not be bound, so the transaction must not go on. */
    static final class RealmBindingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RealmBindingException(SQLException cause) {
            super("the realm could not be bound to the connection", cause);
        }
    }
}
