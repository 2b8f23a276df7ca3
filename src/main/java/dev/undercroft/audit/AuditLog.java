package dev.undercroft.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.web.Cursors;
import dev.undercroft.web.Page;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Reads the trail of the realm that the request acts in, newest events first. */
@ApplicationScoped
public class AuditLog {

    /** An event as sent; times have microseconds. */
    @Schema(name = "AuditEntry")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Entry(
            @Schema(examples = "log_01890a5d-ac96-774b-bcce-b302099a8057")
            String id,

            String timestamp,
            String action,
            @Schema(nullable = true) String secretPath,
            String identityType,
            String identityId,

            @Schema(description = "the realm that was acted on")
            String tenantId,

            @Schema(description = "the tenant that the identity belongs to", nullable = true)
            String actorTenantId,

            @Schema(nullable = true) String actorPartnerId,
            @Schema(nullable = true) String credentialId,
            @Schema(nullable = true) String sourceIp,
            @Schema(nullable = true) String userAgent,
            boolean success,

            @Schema(description = "why it was refused", nullable = true)
            String code,

            int durationMs,
            String requestId,

            @JsonRawValue
            @Schema(implementation = Object.class, type = SchemaType.OBJECT, additionalProperties = Schema.True.class)
            String extraData) {}

    /** A page of events. */
    @Schema(name = "AuditEntryList")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Listing(
            List<Entry> logs, @Schema(nullable = true) String cursor, boolean hasMore) {}

    /** What to look for; absent parts are null or empty. */
    public record Filter(
            Instant from,
            Instant to,
            List<String> actions,
            String identityId,
            String identityType,
            String pathPrefix,
            Boolean success,
            String sourceIp,
            String requestId) {}

    private static final String COLUMNS = "SELECT id, occurred_at, action, secret_path, identity_type, identity_id,"
            + " realm_id, actor_tenant_id, actor_partner_id, credential_id, source_ip, user_agent, success, code,"
            + " duration_ms, request_id, CAST(extra_data AS text) FROM audit_event WHERE realm_id = current_realm()";

    @Inject
    EntityManager entities;

    @Inject
    Cursors cursors;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    /** A page of events that match; reading the trail stands in the trail. */
    @Transactional
    public Listing read(Filter filter, int limit, String cursor) {
        String list = "audit " + request.trailRealm() + " " + filter;
        var sql = new StringBuilder(COLUMNS);
        Map<String, Object> parameters = new LinkedHashMap<>();
        conditions(filter, sql, parameters);
        if (cursor != null) {
            sql.append(" AND (occurred_at, id) < (CAST(:cursorTime AS timestamptz), CAST(:cursorId AS uuid))");
            String[] position = cursors.position(cursor, list).split(" ");
            if (position.length != 2) {
                throw new Problem(ProblemCode.INVALID_CURSOR);
            }
            parameters.put("cursorTime", at(Timestamps.parse(position[0])));
            parameters.put("cursorId", position[1]);
        }
        sql.append(" ORDER BY occurred_at DESC, id DESC LIMIT :rows");
        parameters.put("rows", limit + 1);
        Query query = entities.createNativeQuery(sql.toString(), Object[].class);
        parameters.forEach(query::setParameter);
        List<Object[]> found = rows(query);
        List<Object[]> page = Page.rows(found, limit);
        String next = Page.hasMore(found, limit) ? cursors.after(position(page.get(page.size() - 1)), list) : null;
        trail.recordInTransaction(request.event());
        return new Listing(page.stream().map(AuditLog::entry).toList(), next, next != null);
    }

    private static void conditions(Filter filter, StringBuilder sql, Map<String, Object> parameters) {
        if (filter.from() != null) {
            sql.append(" AND occurred_at >= :from");
            parameters.put("from", at(filter.from()));
        }
        if (filter.to() != null) {
            sql.append(" AND occurred_at < :to");
            parameters.put("to", at(filter.to()));
        }
        if (!filter.actions().isEmpty()) {
            sql.append(" AND action = ANY(:actions)");
            parameters.put("actions", filter.actions().toArray(String[]::new));
        }
        equal("identity_id", filter.identityId(), sql, parameters);
        equal("identity_type", filter.identityType(), sql, parameters);
        equal("source_ip", filter.sourceIp(), sql, parameters);
        equal("request_id", filter.requestId(), sql, parameters);
        if (filter.pathPrefix() != null) {
            sql.append(" AND secret_path >= :prefix AND secret_path < :prefixEnd");
            parameters.put("prefix", filter.pathPrefix());
            parameters.put("prefixEnd", filter.pathPrefix() + '\uffff');
        }
        if (filter.success() != null) {
            sql.append(" AND success = :success");
            parameters.put("success", filter.success());
        }
    }

    private static void equal(String column, String value, StringBuilder sql, Map<String, Object> parameters) {
        if (value != null) {
            sql.append(" AND ").append(column).append(" = :").append(column);
            parameters.put(column, value);
        }
    }

    private static String position(Object[] row) {
        return Timestamps.micros(instant(row[1])) + " " + row[0];
    }

    private static Entry entry(Object[] row) {
        return new Entry(
                "log_" + ((UUID) row[0]),
                Timestamps.micros(instant(row[1])),
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (String) row[8],
                (String) row[9],
                (String) row[10],
                (String) row[11],
                (Boolean) row[12],
                (String) row[13],
                ((Number) row[14]).intValue(),
                (String) row[15],
                row[16] == null ? "{}" : (String) row[16]);
    }

    @SuppressWarnings("unchecked")
    private static List<Object[]> rows(Query query) {
        return query.getResultList();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant instant(Object column) {
        return column instanceof Instant instant ? instant : ((OffsetDateTime) column).toInstant();
    }
}
