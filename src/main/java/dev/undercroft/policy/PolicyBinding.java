package dev.undercroft.policy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** A policy given to one identity or group, for good or until a time. */
@Entity
@Table(name = "policy_binding")
public class PolicyBinding extends PanacheEntityBase {

    @Id
    public String id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    @Column(name = "policy_id")
    public String policyId;

    @Column(name = "identity_type")
    public String identityType;

    @Column(name = "identity_id")
    public String identityId;

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "created_at")
    public Instant createdAt;
}
