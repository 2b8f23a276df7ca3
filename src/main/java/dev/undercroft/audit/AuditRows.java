package dev.undercroft.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Events as arrays of one statement, so that a batch of any size is one plan and one round trip. Other statements
 * that record events together with what they read use the same columns.
 */
public final class AuditRows {

    /** The parameters, one array a column, for {@code unnest(...)}. */
    public static final String ARRAYS = "?::text[], ?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],"
            + " ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[]";

    /** The names of the arrays' columns, in order. */
    public static final String NAMES = "event_realm_id, event_id, at_micros, action, secret_path, identity_type,"
            + " identity_id, actor_tenant_id, actor_partner_id, credential_id, source_ip, user_agent, code, duration_ms,"
            + " request_id, extra_data";

    /** How many parameters {@link #ARRAYS} has. */
    public static final int COUNT = 16;

    private static final String TARGET = "INSERT INTO audit_event (realm_id, id, occurred_at, action, secret_path,"
            + " identity_type, identity_id, actor_tenant_id, actor_partner_id, credential_id, source_ip, user_agent,"
            + " success, code, duration_ms, request_id, extra_data) ";

    private AuditRows() {}

    /** An instant as a timestamp; whole microseconds, as the arrays carry it. */
    public static String instant(String microsColumn) {
        return "(timestamptz 'epoch' + " + microsColumn + " * interval '1 microsecond')";
    }

    /**
     * The insertion of events out of {@code source}, which has the columns of {@link #NAMES} and {@code occurred_at},
     * the {@link #instant}.
     */
    public static String insertFrom(String source, String realmColumn, String codeColumn) {
        return TARGET + "SELECT " + realmColumn + ", event_id, occurred_at, action, nullif(secret_path, ''),"
                + " identity_type, identity_id, nullif(actor_tenant_id, ''), nullif(actor_partner_id, ''),"
                + " nullif(credential_id, ''), nullif(source_ip, ''), nullif(user_agent, ''), "
                + codeColumn + " = '', nullif(" + codeColumn + ", ''), duration_ms, request_id,"
                + " nullif(extra_data, '')::jsonb FROM " + source;
    }

    /** Binds the events to the parameters from {@code first} on. */
    public static void bind(PreparedStatement statement, int first, List<AuditEvent> events) throws SQLException {
        Connection connection = statement.getConnection();
        int i = first;
        statement.setArray(i++, texts(connection, events, AuditEvent::realmId));
        statement.setArray(
                i++,
                connection.createArrayOf(
                        "uuid", events.stream().map(AuditEvent::id).toArray(UUID[]::new)));
        statement.setObject(
                i++, events.stream().mapToLong(e -> micros(e.occurredAt())).toArray());
        statement.setArray(i++, texts(connection, events, e -> e.action().wireName()));
        statement.setArray(i++, texts(connection, events, AuditEvent::secretPath));
        statement.setArray(i++, texts(connection, events, e -> e.actor().identityType()));
        statement.setArray(i++, texts(connection, events, e -> e.actor().identityId()));
        statement.setArray(i++, texts(connection, events, e -> e.actor().tenantId()));
        statement.setArray(i++, texts(connection, events, e -> e.actor().partnerId()));
        statement.setArray(i++, texts(connection, events, e -> e.actor().credentialId()));
        statement.setArray(i++, texts(connection, events, AuditEvent::sourceIp));
        statement.setArray(i++, texts(connection, events, AuditEvent::userAgent));
        statement.setArray(i++, texts(connection, events, AuditEvent::code));
        statement.setObject(
                i++, events.stream().mapToInt(AuditEvent::durationMillis).toArray());
        statement.setArray(i++, texts(connection, events, AuditEvent::requestId));
        statement.setArray(i, texts(connection, events, AuditEvent::extraData));
    }

    /** Microseconds since 1970, which is how precise the database is. */
    public static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    private static java.sql.Array texts(
            Connection connection, List<AuditEvent> events, Function<AuditEvent, String> column) throws SQLException {
        return connection.createArrayOf("text", events.stream().map(column).toArray(String[]::new));
    }
}
