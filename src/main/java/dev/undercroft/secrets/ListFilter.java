package dev.undercroft.secrets;

import dev.undercroft.policy.PathFilter;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a list of secrets is narrowed to. Absent texts are {@code ""}, absent times null. All tags must be there.
 *
 * @param prefix a string prefix of paths, not of segments
 */
record ListFilter(
        String prefix,
        List<String> tags,
        String secretType,
        Instant expiresBefore,
        Instant updatedAfter,
        boolean includeExpired,
        boolean includeMetadata) {

    /** A condition with its parameters; {@code now} is bound when it runs. */
    record Condition(String sql, Map<String, Object> parameters, boolean asksForNow) {

        void bind(Query query, Instant now) {
            parameters.forEach(query::setParameter);
            if (asksForNow) {
                query.setParameter("now", ListSecrets.at(now));
            }
        }
    }

    /** Tells lists apart, so that a cursor is not carried to another one. What a row shows does not matter. */
    String fingerprint() {
        return prefix
                + '\n'
                + String.join("\n", tags)
                + '\n'
                + secretType
                + '\n'
                + expiresBefore
                + '\n'
                + updatedAfter
                + '\n'
                + includeExpired;
    }

    /** The rows of the chosen realm that match and may be listed. */
    Condition condition(PathFilter listable) {
        var sql = new StringBuilder("realm_id = current_realm() AND deleted_at IS NULL");
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (!prefix.isEmpty()) {
            // A range of the index; LIKE could not use it below a row-level security policy.
            sql.append(" AND path >= :prefix AND path < :prefixEnd");
            parameters.put("prefix", prefix);
            parameters.put("prefixEnd", prefix + '\uffff');
        }
        for (int i = 0; i < tags.size(); i++) {
            sql.append(" AND jsonb_exists(metadata -> 'tags', :tag").append(i).append(')');
            parameters.put("tag" + i, tags.get(i));
        }
        if (!secretType.isEmpty()) {
            sql.append(" AND secret_type = :secretType");
            parameters.put("secretType", secretType);
        }
        if (expiresBefore != null) {
            sql.append(" AND expires_at < :expiresBefore");
            parameters.put("expiresBefore", ListSecrets.at(expiresBefore));
        }
        if (updatedAfter != null) {
            sql.append(" AND updated_at > :updatedAfter");
            parameters.put("updatedAfter", ListSecrets.at(updatedAfter));
        }
        if (!includeExpired) {
            sql.append(" AND (expires_at IS NULL OR expires_at > :now)");
        }
        if (!listable.passesEverything()) {
            sql.append(" AND path ~ ANY(:listable)");
            parameters.put("listable", GlobSql.regexes(listable));
        }
        return new Condition(sql.toString(), parameters, !includeExpired);
    }
}
