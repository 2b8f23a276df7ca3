package dev.undercroft.vault;

import dev.undercroft.tenancy.ProvenReads;
import dev.undercroft.tenancy.ProvenReads.Column;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How a secret of a vault is found by the target of its event, in the statement that all reads of single secrets share.
 * An agent, which the event names as the one who asks, finds what is granted to it and sees no other rule than its own.
 */
class VaultSecretReads implements ProvenReads.Selection<VaultSecretReads.Found> {

    /** A secret with whom it is granted to. */
    record Found(
            UUID id,
            String name,
            String description,
            String secretType,
            byte[] payload,
            Instant createdAt,
            Instant updatedAt,
            List<AccessRuleDocument> access) {}

    // A row may have a mebibyte.
    private static final int LARGEST_BATCH = 24;

    @Produces
    @Singleton
    static ProvenReads<Found> vaultReads(@DataSource("batch") AgroalDataSource connections, MeterRegistry meters) {
        return new ProvenReads<>("vault-reads", 2, LARGEST_BATCH, new VaultSecretReads(), connections, meters);
    }

    static void close(@Disposes ProvenReads<Found> reads) {
        reads.close();
    }

    @Override
    public List<Column> keys() {
        int idAt = VaultPaths.SECRETS.length() + 2;
        return List.of(
                new Column("substr(secret_path, " + idAt + ")::uuid", "asked_secret_id"),
                new Column(
                        "CASE WHEN identity_type = 'agent' THEN substr(identity_id, 7)::uuid END", "asking_agent_id"));
    }

    @Override
    public String joins() {
        return """
                LEFT JOIN LATERAL (SELECT * FROM vault_secret WHERE realm_id = q.realm_id AND id = q.asked_secret_id OFFSET 0) s
                    ON q.code = ''
                LEFT JOIN LATERAL (
                    SELECT array_agg(a.id ORDER BY a.created_at, a.id) AS rule_ids,
                        array_agg(a.agent_id ORDER BY a.created_at, a.id) AS agent_ids,
                        array_agg(a.created_at ORDER BY a.created_at, a.id) AS granted_at
                    FROM vault_access_rule a
                    WHERE a.realm_id = q.realm_id AND a.secret_id = q.asked_secret_id
                        AND (q.asking_agent_id IS NULL OR a.agent_id = q.asking_agent_id)
                    OFFSET 0) granted
                    ON q.code = ''
                """;
    }

    @Override
    public String refusals() {
        return """
                WHEN s.id IS NULL THEN 'vault_secret_not_found'
                WHEN q.asking_agent_id IS NOT NULL AND granted.rule_ids IS NULL THEN 'vault_secret_not_found'
                """;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("s.id", "found_id"),
                new Column("s.name", "secret_name"),
                new Column("s.description", "description"),
                new Column("s.secret_type", "secret_type"),
                new Column("s.payload", "payload"),
                new Column("s.created_at", "created_at"),
                new Column("s.updated_at", "updated_at"),
                new Column("granted.rule_ids", "rule_ids"),
                new Column("granted.agent_ids", "agent_ids"),
                new Column("granted.granted_at", "granted_at"));
    }

    @Override
    public Found row(ResultSet row) throws SQLException {
        UUID id = row.getObject("found_id", UUID.class);
        return new Found(
                id,
                row.getString("secret_name"),
                row.getString("description"),
                row.getString("secret_type"),
                row.getBytes("payload"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                access(id, row));
    }

    private static List<AccessRuleDocument> access(UUID secretId, ResultSet row) throws SQLException {
        Array ruleIds = row.getArray("rule_ids");
        if (ruleIds == null) {
            return List.of();
        }
        UUID[] ids = (UUID[]) ruleIds.getArray();
        UUID[] agents = (UUID[]) row.getArray("agent_ids").getArray();
        var times = (java.sql.Timestamp[]) row.getArray("granted_at").getArray();
        List<AccessRuleDocument> access = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            access.add(AccessRuleDocument.of(ids[i], secretId, agents[i], times[i].toInstant()));
        }
        return access;
    }
}
