package dev.undercroft.rotation;

import dev.undercroft.secrets.RotationPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The policies in the database. */
@ApplicationScoped
public class StoredRotationPolicies implements RotationPolicies {

    @Inject
    EntityManager entities;

    @Override
    public Optional<Schedule> rotationPolicy(String id) {
        List<?> rows = entities.createNativeQuery("SELECT interval_seconds, grace_seconds FROM rotation_policy"
                        + " WHERE realm_id = current_realm() AND id = ?1")
                .setParameter(1, id)
                .getResultList();
        return rows.stream().findFirst().map(row -> {
            Object[] columns = (Object[]) row;
            return new Schedule(id, seconds(columns[0]), seconds(columns[1]));
        });
    }

    @Override
    public boolean hasSecretPolicy(String id) {
        return !entities.createNativeQuery("SELECT 1 FROM secret_policy WHERE realm_id = current_realm() AND id = ?1")
                .setParameter(1, id)
                .getResultList()
                .isEmpty();
    }

    private static Duration seconds(Object column) {
        return Duration.ofSeconds(((Number) column).longValue());
    }
}
