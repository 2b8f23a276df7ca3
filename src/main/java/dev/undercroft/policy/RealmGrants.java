package dev.undercroft.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.undercroft.tenancy.RealmState;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the active policies of a realm, and of the partner it belongs to, grant to whom. Remembered per realm for one
 * epoch: a state of another epoch finds nothing here and makes it be read anew. Thread safe.
 */
@ApplicationScoped
public class RealmGrants {

    private static final long MOST_REALMS = 50_000;
    private static final TypeReference<List<RuleDocument>> RULES = new TypeReference<>() {};

    private static final String SELECT = "SELECT p.id, p.rules, b.identity_id, b.expires_at FROM access_policy p"
            + " JOIN policy_binding b ON b.realm_id = p.realm_id AND b.policy_id = p.id"
            + " WHERE p.realm_id IN (?, ?) AND p.is_active ORDER BY p.id, b.id";

    private record OfEpoch(long epoch, Grants grants) {}

    private final AgroalDataSource connections;
    private final ObjectMapper json;
    private final Cache<String, OfEpoch> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REALMS).recordStats().build();

    @Inject
    public RealmGrants(@DataSource("batch") AgroalDataSource connections, ObjectMapper json, MeterRegistry meters) {
        this.connections = connections;
        this.json = json;
        CaffeineCacheMetrics.monitor(meters, remembered, "grants");
    }

    /** The grants of this epoch, where they are remembered. */
    Optional<Grants> remembered(RealmState realm) {
        OfEpoch found = remembered.getIfPresent(realm.realmId());
        return found == null || found.epoch() != realm.epoch() ? Optional.empty() : Optional.of(found.grants());
    }

    /**
     * The grants out of the database. They may be newer than the epoch they are filed under, never older: the state was
     * read before them, and the next look at the epoch puts it right.
     */
    Grants load(RealmState realm) {
        try (Connection connection = connections.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, realm.realmId());
            select.setString(2, realm.partner());
            try (ResultSet rows = select.executeQuery()) {
                Grants grants = read(rows);
                remembered.put(realm.realmId(), new OfEpoch(realm.epoch(), grants));
                return grants;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the policies could not be read", failed);
        }
    }

    private Grants read(ResultSet rows) throws SQLException {
        var builder = Grants.builder();
        Map<String, List<Rule>> rulesOfPolicy = new HashMap<>();
        while (rows.next()) {
            String policyId = rows.getString(1);
            String document = rows.getString(2);
            String identityId = rows.getString(3);
            Timestamp end = rows.getTimestamp(4);
            List<Rule> rules = rulesOfPolicy.computeIfAbsent(policyId, id -> parse(document));
            for (int i = 0; i < rules.size(); i++) {
                builder.add(
                        identityId, new Grant(policyId, i, rules.get(i), end == null ? Grant.NEVER : end.toInstant()));
            }
        }
        return builder.build();
    }

    private List<Rule> parse(String document) {
        try {
            return json.readValue(document, RULES).stream()
                    .map(RuleDocument::toRule)
                    .toList();
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a stored policy can't be read", damaged);
        }
    }
}
