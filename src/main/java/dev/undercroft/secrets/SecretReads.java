package dev.undercroft.secrets;

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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** How a secret is found by the path of its event, in the statement that all reads share. */
class SecretReads implements ProvenReads.Selection<SecretReads.Found> {

    /** The sealed value with what the answer says of it. Absent times and ids are null, as in the row. */
    record Found(
            UUID secretId,
            int version,
            byte[] sealed,
            String secretType,
            String metadata,
            Instant createdAt,
            Instant updatedAt,
            Instant expiresAt,
            String rotationPolicyId,
            String secretPolicyId) {}

    @Produces
    @Singleton
    static ProvenReads<Found> reads(@DataSource("batch") AgroalDataSource connections, MeterRegistry meters) {
        return new ProvenReads<>("reads", 4, new SecretReads(), connections, meters);
    }

    static void close(@Disposes ProvenReads<Found> reads) {
        reads.close();
    }

    @Override
    public String joins() {
        return """
                LEFT JOIN LATERAL (SELECT * FROM secret WHERE realm_id = q.realm_id AND path = q.secret_path OFFSET 0) s
                    ON q.code = ''
                LEFT JOIN LATERAL (SELECT * FROM secret_version WHERE realm_id = q.realm_id AND secret_id = s.id
                    AND version = CASE WHEN q.version = 0 THEN s.current_version ELSE q.version END OFFSET 0) v ON true
                """;
    }

    @Override
    public String refusals() {
        return """
                WHEN s.id IS NULL OR s.deleted_at IS NOT NULL THEN 'secret_not_found'
                WHEN s.expires_at <= q.occurred_at THEN 'secret_expired'
                WHEN v.version IS NULL OR v.readable_until <= q.occurred_at THEN 'version_not_found'
                """;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("s.id", "secret_id"),
                new Column("v.version", "found_version"),
                new Column("v.sealed", "sealed"),
                new Column("s.secret_type", "secret_type"),
                new Column("s.metadata", "metadata"),
                new Column("s.created_at", "created_at"),
                new Column("s.updated_at", "updated_at"),
                new Column("s.expires_at", "expires_at"),
                new Column("s.rotation_policy_id", "rotation_policy_id"),
                new Column("s.secret_policy_id", "secret_policy_id"));
    }

    @Override
    public Found row(ResultSet row) throws SQLException {
        return new Found(
                row.getObject("secret_id", UUID.class),
                row.getInt("found_version"),
                row.getBytes("sealed"),
                row.getString("secret_type"),
                row.getString("metadata"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                instant(row, "expires_at"),
                row.getString("rotation_policy_id"),
                row.getString("secret_policy_id"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
