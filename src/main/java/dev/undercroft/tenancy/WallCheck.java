package dev.undercroft.tenancy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Refuses to serve with a login that row-level security does not hold, since it would see every realm, and with one that
 * may not do the service's work, since every request would fail.
 */
@ApplicationScoped
class WallCheck {

    @Inject
    AgroalDataSource requests;

    @Inject
    @DataSource("batch")
    AgroalDataSource batch;

    void check(@Observes StartupEvent started) throws SQLException {
        try (Connection connection = requests.getConnection()) {
            LoginRights.ofRequests(connection).refuseUnfit();
        }
        try (Connection connection = batch.getConnection()) {
            LoginRights.ofBatch(connection).refuseUnfit();
        }
    }
}
