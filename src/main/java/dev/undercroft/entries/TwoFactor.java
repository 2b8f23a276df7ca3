package dev.undercroft.entries;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** The shared secret of a second factor, of which only codes come out. */
@Entity
@Table(name = "two_factor")
public class TwoFactor extends PanacheEntityBase {

    @Id
    public UUID id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    public String owner;

    public String service;

    @Column(name = "account_name")
    public String accountName;

    public String notes;

    /** Base32, upper case, without padding. */
    public byte[] sealed;

    /** Counts the secrets that were put here. */
    @Column(name = "secret_version")
    public long secretVersion;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    static List<TwoFactor> of(String owner) {
        return list("owner = ?1 order by createdAt, id", owner);
    }

    static Optional<TwoFactor> of(String owner, UUID id) {
        return find("owner = ?1 and id = ?2", owner, id).firstResultOptional();
    }

    /** The same, locked until the transaction ends. */
    static Optional<TwoFactor> lock(String owner, UUID id) {
        return TwoFactor.<TwoFactor>find("owner = ?1 and id = ?2", owner, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }
}
