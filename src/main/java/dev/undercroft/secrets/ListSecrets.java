package dev.undercroft.secrets;

import dev.undercroft.clock.Timestamps;
import dev.undercroft.policy.PathFilter;
import dev.undercroft.policy.Permission;
import dev.undercroft.policy.Permissions;
import dev.undercroft.secrets.SecretDocument.Expiring;
import dev.undercroft.secrets.SecretDocument.ExpiringRow;
import dev.undercroft.secrets.SecretDocument.Listing;
import dev.undercroft.secrets.SecretDocument.Row;
import dev.undercroft.web.Cursors;
import dev.undercroft.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Lists secrets by path, or by the end of their life; one statement each. Rows that may not be listed are left out. */
@ApplicationScoped
class ListSecrets {

    private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    @Inject
    SecretAccess access;

    @Inject
    EntityManager entities;

    @Inject
    Cursors cursors;

    @Inject
    Clock clock;

    /** A page of secrets in the order of their paths, with the count of all that match. */
    @Transactional
    Listing list(ListFilter filter, int limit, String cursor) {
        Permissions permissions = access.inTransaction();
        String list = "secrets " + permissions.access().realm().realmId() + " " + filter.fingerprint();
        String after = cursor == null ? "" : cursors.position(cursor, list);
        PathFilter listable = permissions.filter(Permission.LIST);
        if (listable.passesNothing()) {
            return new Listing(List.of(), null, false, 0);
        }
        var condition = filter.condition(listable);
        String matching = " FROM secret WHERE " + condition.sql();
        Query query = entities.createNativeQuery(
                "SELECT path, secret_type, current_version, updated_at, expires_at,"
                        + " CAST(coalesce(metadata -> 'tags', '[]') AS text), CAST(metadata AS text),"
                        + " (SELECT count(*)" + matching + ") AS total" + matching
                        + " AND path > :after ORDER BY path LIMIT :rows",
                Object[].class);
        condition.bind(query, clock.instant());
        List<Object[]> found = rows(query.setParameter("after", after).setParameter("rows", limit + 1));
        List<Object[]> page = Page.rows(found, limit);
        String next = Page.hasMore(found, limit) ? cursors.after((String) page.get(page.size() - 1)[0], list) : null;
        long total = found.isEmpty() ? totalBehindTheEnd(after, condition) : ((Number) found.get(0)[7]).longValue();
        return new Listing(
                page.stream().map(row -> row(row, filter.includeMetadata())).toList(), next, next != null, total);
    }

    // A cursor may point behind the last row, when rows were deleted since; the total is still told.
    private long totalBehindTheEnd(String after, ListFilter.Condition condition) {
        if (after.isEmpty()) {
            return 0;
        }
        Query count = entities.createNativeQuery("SELECT count(*) FROM secret WHERE " + condition.sql(), Long.class);
        condition.bind(count, clock.instant());
        return ((Number) count.getSingleResult()).longValue();
    }

    /** Secrets that expire within so many days, the next one first. */
    @Transactional
    Expiring expiring(int days, String prefix) {
        Permissions permissions = access.inTransaction();
        PathFilter listable = permissions.filter(Permission.LIST);
        Instant now = clock.instant();
        Query query = entities.createNativeQuery(
                        "SELECT path, expires_at FROM secret WHERE realm_id = current_realm() AND deleted_at IS NULL"
                                + " AND expires_at > :now AND expires_at <= :until AND starts_with(path, :prefix)"
                                + " ORDER BY expires_at, path",
                        Object[].class)
                .setParameter("now", at(now))
                .setParameter("until", at(now.plus(Duration.ofDays(days))))
                .setParameter("prefix", prefix == null ? "" : prefix);
        return new Expiring(rows(query).stream()
                .filter(row -> listable.test((String) row[0]))
                .map(row -> expiringRow(row, now))
                .toList());
    }

    private static ExpiringRow expiringRow(Object[] row, Instant now) {
        Instant expiresAt = instant(row[1]);
        long millis = Duration.between(now, expiresAt).toMillis();
        return new ExpiringRow(
                (String) row[0], Timestamps.seconds(expiresAt), (millis + MILLIS_PER_DAY - 1) / MILLIS_PER_DAY);
    }

    private static Row row(Object[] row, boolean includeMetadata) {
        return new Row(
                (String) row[0],
                (String) row[1],
                ((Number) row[2]).intValue(),
                Timestamps.seconds(instant(row[3])),
                row[4] == null ? null : Timestamps.seconds(instant(row[4])),
                (String) row[5],
                includeMetadata ? (String) row[6] : null);
    }

    @SuppressWarnings("unchecked")
    private static List<Object[]> rows(Query query) {
        return query.getResultList();
    }

    static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant instant(Object column) {
        return column instanceof Instant instant ? instant : ((OffsetDateTime) column).toInstant();
    }
}
