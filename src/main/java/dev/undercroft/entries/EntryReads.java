package dev.undercroft.entries;

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
import java.util.UUID;

/** How an entry is found by the target of its event, in the statement that all reveals share. */
class EntryReads implements ProvenReads.Selection<EntryReads.Found> {

    /** The sealed value with what the answer says of it. */
    record Found(UUID id, String name, String environment, byte[] sealed, long valueVersion, String keyType) {}

    @Produces
    @Singleton
    static ProvenReads<Found> reveals(@DataSource("batch") AgroalDataSource connections, MeterRegistry meters) {
        return new ProvenReads<>("reveals", 2, new EntryReads(), connections, meters);
    }

    static void close(@Disposes ProvenReads<Found> reveals) {
        reveals.close();
    }

    @Override
    public List<Column> keys() {
        return List.of(new Column("substr(secret_path, %d)::uuid".formatted(Targets.ENTRIES.length() + 1), "entry_id"));
    }

    @Override
    public String joins() {
        return """
                LEFT JOIN LATERAL (SELECT * FROM entry WHERE realm_id = q.realm_id AND id = q.entry_id OFFSET 0) e
                    ON q.code = ''
                """;
    }

    @Override
    public String refusals() {
        return "WHEN e.owner IS DISTINCT FROM q.identity_id THEN 'entry_not_found'";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("e.id", "found_id"),
                new Column("e.name", "entry_name"),
                new Column("e.environment", "environment"),
                new Column("CASE WHEN e.owner = q.identity_id THEN e.sealed END", "sealed"),
                new Column("e.value_version", "value_version"),
                new Column("e.key_type", "key_type"));
    }

    @Override
    public Found row(ResultSet row) throws SQLException {
        return new Found(
                row.getObject("found_id", UUID.class),
                row.getString("entry_name"),
                row.getString("environment"),
                row.getBytes("sealed"),
                row.getLong("value_version"),
                row.getString("key_type"));
    }
}
