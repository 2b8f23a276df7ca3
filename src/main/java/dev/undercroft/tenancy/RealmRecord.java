package dev.undercroft.tenancy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A partner or a tenant as stored. It is not behind the first wall, since a partner's session works with its tenants'
 * rows; the second wall shows a realm itself and what it owns.
 */
@Entity
@Table(name = "realm")
public class RealmRecord extends PanacheEntityBase {

    @Id
    @Column(name = "realm_id")
    public String realmId;

    public String kind;

    @Column(name = "partner_id")
    public String partnerId;

    public String name;

    public String status;

    @Column(updatable = false)
    public long epoch = 1;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "closed_at")
    public Instant closedAt;
}
