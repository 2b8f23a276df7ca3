package dev.undercroft.stores;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** A named store of an account. */
@Entity
@Table(name = "store")
public class Store extends PanacheEntityBase {

    /** 32 hexadecimal digits. */
    @Id
    public String id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    public String name;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "modified_at")
    public Instant modifiedAt;

    /** The store; throws {@code store_not_found}. */
    static Store existing(String id) {
        Optional<Store> found = find("id", id).firstResultOptional();
        return found.orElseThrow(StoresProblems::storeNotFound);
    }
}
