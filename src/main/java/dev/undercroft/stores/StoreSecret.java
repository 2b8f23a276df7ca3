package dev.undercroft.stores;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** A secret of a store. */
@Entity
@Table(name = "store_secret")
public class StoreSecret extends PanacheEntityBase {

    /** 32 hexadecimal digits. */
    @Id
    public String id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    @Column(name = "store_id")
    public String storeId;

    public String name;

    /** Empty where there is none. */
    public String comment;

    /** The services that may resolve it, in alphabetical order. */
    public String[] scopes;

    public byte[] sealed;

    /** Counts the values that the secret has had. */
    @Column(name = "value_version")
    public long valueVersion;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "modified_at")
    public Instant modifiedAt;

    /** The ids of a store's secrets. */
    static List<String> idsOf(String storeId) {
        return find("select id from StoreSecret where storeId = ?1 order by id", storeId)
                .project(String.class)
                .list();
    }

    /** The secret of a store, locked until the transaction ends; throws {@code secret_not_found}. */
    static StoreSecret lock(String storeId, String id) {
        Optional<StoreSecret> found = StoreSecret.<StoreSecret>find("storeId = ?1 and id = ?2", storeId, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
        return found.orElseThrow(StoresProblems::secretNotFound);
    }

    /** The secret of a store, as it is now; throws {@code secret_not_found}. */
    static StoreSecret existing(String storeId, String id) {
        Optional<StoreSecret> found =
                find("storeId = ?1 and id = ?2", storeId, id).firstResultOptional();
        return found.orElseThrow(StoresProblems::secretNotFound);
    }
}
