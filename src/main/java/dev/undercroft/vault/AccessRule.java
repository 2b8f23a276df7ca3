package dev.undercroft.vault;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** That an agent is given a secret. */
@Entity
@Table(name = "vault_access_rule")
public class AccessRule extends PanacheEntityBase {

    @Id
    public UUID id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    @Column(name = "secret_id")
    public UUID secretId;

    @Column(name = "agent_id")
    public UUID agentId;

    @Column(name = "created_at")
    public Instant createdAt;

    static Optional<AccessRule> of(UUID secretId, UUID agentId) {
        return find("secretId = ?1 and agentId = ?2", secretId, agentId).firstResultOptional();
    }

    static List<AccessRule> ofSecret(UUID secretId) {
        return list("secretId = ?1 order by createdAt, id", secretId);
    }

    AccessRuleDocument document() {
        return AccessRuleDocument.of(id, secretId, agentId, createdAt);
    }
}
