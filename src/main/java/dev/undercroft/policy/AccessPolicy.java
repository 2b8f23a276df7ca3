package dev.undercroft.policy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;

/** A policy as stored; its rules are a JSON array of {@link RuleDocument}. */
@Entity
@Table(name = "access_policy")
public class AccessPolicy extends PanacheEntityBase {

    @Id
    public String id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    public String name;

    public String description;

    @JdbcTypeCode(SqlTypes.JSON)
    public String rules;

    @Column(name = "is_active")
    public boolean active;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;
}
