package dev.undercroft.stores;

import dev.undercroft.tenancy.ProvenReads;
import dev.undercroft.tenancy.ProvenReads.Column;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * How a secret of a store is found by the target of its event, in the statement that all resolutions share. The event's
 * extra data names the services that ask.
 */
class StoreSecretReads implements ProvenReads.Selection<StoreSecretReads.Found> {

    /** The sealed value with what the answer says of it. */
    record Found(String id, String name, byte[] sealed, long valueVersion) {}

    // "/accounts/A/secrets_store/stores/S/secrets/I" by slashes, the first part empty.
    private static final int STORE_PART = 6;
    private static final int SECRET_PART = 8;

    @Produces
    @Singleton
    static ProvenReads<Found> resolutions(@DataSource("batch") AgroalDataSource connections, MeterRegistry meters) {
        return new ProvenReads<>("resolutions", 2, new StoreSecretReads(), connections, meters);
    }

    static void close(@Disposes ProvenReads<Found> resolutions) {
        resolutions.close();
    }

    @Override
    public List<Column> keys() {
        return List.of(
                new Column("split_part(secret_path, '/', " + STORE_PART + ")", "asked_store_id"),
                new Column("split_part(secret_path, '/', " + SECRET_PART + ")", "asked_secret_id"));
    }

    @Override
    public String joins() {
        return """
                LEFT JOIN LATERAL (SELECT * FROM store_secret WHERE realm_id = q.realm_id AND id = q.asked_secret_id OFFSET 0) s
                    ON q.code = ''
                """;
    }

    @Override
    public String refusals() {
        return """
                WHEN s.store_id IS DISTINCT FROM q.asked_store_id THEN 'secret_not_found'
                WHEN NOT jsonb_exists_any(q.extra_data::jsonb -> 'services', s.scopes) THEN 'service_not_allowed'
                """;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("s.id", "found_id"),
                new Column("s.name", "secret_name"),
                new Column("s.sealed", "sealed"),
                new Column("s.value_version", "value_version"));
    }

    @Override
    public Found row(ResultSet row) throws SQLException {
        return new Found(
                row.getString("found_id"),
                row.getString("secret_name"),
                row.getBytes("sealed"),
                row.getLong("value_version"));
    }
}
