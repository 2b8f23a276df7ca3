package dev.undercroft.entries;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** One project's value of a category. */
@Entity(name = "Entry")
@Table(name = "entry")
public class Entry extends PanacheEntityBase {

    @Id
    public UUID id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    /** The category's owner. */
    public String owner;

    @Column(name = "category_id")
    public UUID categoryId;

    /** The category's, which stays as it is while there are entries. */
    @Column(name = "key_type")
    public String keyType;

    public String name;

    /** Null where none was given. */
    public String environment;

    public String notes;

    /** Of a simple category the text itself, of a group the JSON object of its fields. */
    public byte[] sealed;

    /** Counts the values that the entry has had. */
    @Column(name = "value_version")
    public long valueVersion;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The owner's entry, as it is now. */
    static Optional<Entry> of(String owner, UUID id) {
        return find("owner = ?1 and id = ?2", owner, id).firstResultOptional();
    }

    /** The category of the owner's entry, which never changes. */
    static Optional<UUID> categoryOf(String owner, UUID id) {
        return find("select categoryId from Entry where owner = ?1 and id = ?2", owner, id)
                .project(UUID.class)
                .firstResultOptional();
    }

    /** The same, locked until the transaction ends. */
    static Optional<Entry> lock(String owner, UUID id) {
        return Entry.<Entry>find("owner = ?1 and id = ?2", owner, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }
}
