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

/** The type and format of a key, of which each project has its own entry. */
@Entity
@Table(name = "category")
public class Category extends PanacheEntityBase {

    @Id
    public UUID id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    public String owner;

    public String name;

    @Column(name = "key_type")
    public String keyType;

    /** The variable of a simple category; null where none was ever given. */
    @Column(name = "env_var_name")
    public String envVarName;

    /** The variables of a group category, in order; null where none were ever given. */
    @Column(name = "field_definitions")
    public String[] fieldDefinitions;

    public String icon;

    public String description;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The owner's category, as it is now. */
    static Optional<Category> of(String owner, UUID id) {
        return find("owner = ?1 and id = ?2", owner, id).firstResultOptional();
    }

    /** The same, locked until the transaction ends: writing to change it, reading to keep it as it is. */
    static Optional<Category> lock(String owner, UUID id, LockModeType lock) {
        return Category.<Category>find("owner = ?1 and id = ?2", owner, id)
                .withLock(lock)
                .firstResultOptional();
    }

    KeyType type() {
        return KeyType.of(keyType);
    }
}
