package dev.undercroft.secrets;

import dev.undercroft.audit.AuditEvent;
import dev.undercroft.audit.AuditRows;
import dev.undercroft.audit.GroupCommit;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Reads secrets and records the reads, many at once, in one statement and one commit: a row comes back only when its
 * event is durable. The statement also proves the epochs that each request was allowed by; a request that was judged by
 * a state which has moved on gets {@link Outcome.Stale}, neither row nor event. Thread safe.
 */
@ApplicationScoped
class SecretReads {

    /** A read that waits, or a refusal of one when its event ends with a code. Version 0 means the current one. */
    record Question(String realmId, long epoch, String homeRealmId, long homeEpoch, int version, AuditEvent event) {}

    /** What became of a read. */
    sealed interface Outcome {

        /** The epochs have moved on. */
        record Stale() implements Outcome {}

        /** There is nothing to read; the code says why, and the refusal is on record. */
        record Refused(String code) implements Outcome {}

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
                String secretPolicyId)
                implements Outcome {}
    }

    // A realm that has moved on makes its questions stale; a closed one moved on when it was closed.
    private static final String FOUND = """
            WITH asked AS MATERIALIZED (
                SELECT *, %s AS occurred_at
                FROM unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::int[], %s) WITH ORDINALITY
                    AS question(realm_id, epoch, home_realm_id, home_epoch, version, %s, position)),
            found AS MATERIALIZED (
                SELECT q.*, s.id AS secret_id, v.version AS found_version, v.sealed, s.secret_type, s.metadata,
                    s.created_at, s.updated_at, s.expires_at, s.rotation_policy_id, s.secret_policy_id,
                    CASE
                        WHEN r.epoch IS DISTINCT FROM q.epoch OR h.epoch IS DISTINCT FROM q.home_epoch THEN 'stale'
                        WHEN q.code <> '' THEN q.code
                        WHEN s.id IS NULL OR s.deleted_at IS NOT NULL THEN 'secret_not_found'
                        WHEN s.expires_at <= q.occurred_at THEN 'secret_expired'
                        WHEN v.version IS NULL OR v.readable_until <= q.occurred_at THEN 'version_not_found'
                        ELSE ''
                    END AS outcome
                FROM asked q
                LEFT JOIN realm r ON r.realm_id = q.realm_id
                LEFT JOIN realm h ON h.realm_id = q.home_realm_id
                LEFT JOIN secret s ON s.realm_id = q.realm_id AND s.path = q.secret_path AND q.code = ''
                LEFT JOIN secret_version v ON v.realm_id = s.realm_id AND v.secret_id = s.id
                    AND v.version = CASE WHEN q.version = 0 THEN s.current_version ELSE q.version END),
            recorded AS (%s)
            """.formatted(
                    AuditRows.instant("at_micros"),
                    AuditRows.ARRAYS,
                    AuditRows.NAMES,
                    AuditRows.insertFrom("found WHERE outcome <> 'stale'", "event_realm_id", "outcome"));

    // What a partner shares is read in the reader's trail and stands in the partner's own as well.
    private static final String RECORDED_FOR_OWNER = ", recorded_for_owner AS (%s)"
            .formatted(AuditRows.insertFrom(
                    "found WHERE outcome <> 'stale' AND realm_id <> event_realm_id", "realm_id", "outcome"));

    private static final String ANSWER = """
            SELECT outcome, secret_id, found_version, sealed, secret_type, metadata, created_at, updated_at, expires_at,
                rotation_policy_id, secret_policy_id
            FROM found ORDER BY position
            """;

    private static final String SELECT = FOUND + ANSWER;
    private static final String SELECT_SHARED = FOUND + RECORDED_FOR_OWNER + ANSWER;

    private final GroupCommit<Question, Outcome> commits;

    @Inject
    SecretReads(@DataSource("batch") AgroalDataSource connections, MeterRegistry meters) {
        this.commits = new GroupCommit<>("reads", connections, SecretReads::read, meters);
    }

    /** Joins the next batch. */
    CompletableFuture<Outcome> submit(Question question) {
        return commits.submit(question);
    }

    private static List<Outcome> read(Connection connection, List<Question> questions) throws SQLException {
        boolean shared = questions.stream().anyMatch(question -> !question.realmId()
                .equals(question.event().realmId()));
        try (PreparedStatement statement = connection.prepareStatement(shared ? SELECT_SHARED : SELECT)) {
            int i = 1;
            statement.setArray(i++, texts(connection, questions, Question::realmId));
            statement.setObject(
                    i++, questions.stream().mapToLong(Question::epoch).toArray());
            statement.setArray(i++, texts(connection, questions, Question::homeRealmId));
            statement.setObject(
                    i++, questions.stream().mapToLong(Question::homeEpoch).toArray());
            statement.setObject(
                    i++, questions.stream().mapToInt(Question::version).toArray());
            AuditRows.bind(statement, i, questions.stream().map(Question::event).toList());
            try (ResultSet rows = statement.executeQuery()) {
                var outcomes = new ArrayList<Outcome>(questions.size());
                while (rows.next()) {
                    outcomes.add(outcome(rows));
                }
                return outcomes;
            }
        }
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        String outcome = row.getString(1);
        return switch (outcome) {
            case "stale" -> new Outcome.Stale();
            case "" ->
                new Outcome.Found(
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getBytes(4),
                        row.getString(5),
                        row.getString(6),
                        instant(row, 7),
                        instant(row, 8),
                        instant(row, 9),
                        row.getString(10),
                        row.getString(11));
            default -> new Outcome.Refused(outcome);
        };
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Array texts(Connection connection, List<Question> questions, Function<Question, String> column)
            throws SQLException {
        return connection.createArrayOf("text", questions.stream().map(column).toArray(String[]::new));
    }

    @PreDestroy
    void close() {
        commits.close();
    }
}
