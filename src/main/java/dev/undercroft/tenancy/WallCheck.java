package dev.undercroft.tenancy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Refuses to serve with a login that row-level security does not hold, since it would see every realm. */
@ApplicationScoped
class WallCheck {

    @Inject
    AgroalDataSource database;

    void check(@Observes StartupEvent started) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT row_security_active('secret'), current_user")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new IllegalStateException("the database role '" + row.getString(2) + "' is not held by row-level"
                        + " security; use one that is no superuser and has no BYPASSRLS (docs/tenancy.md)");
            }
        }
    }
}
