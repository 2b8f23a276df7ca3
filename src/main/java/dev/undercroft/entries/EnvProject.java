package dev.undercroft.entries;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** A project whose env files are kept as they are. */
@Entity
@Table(name = "env_project")
public class EnvProject extends PanacheEntityBase {

    @Id
    public UUID id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    public String owner;

    public String name;

    public String description;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The owner's project, as it is now; throws {@code env_project_not_found}. */
    static EnvProject existing(String owner, UUID id) {
        return EnvProject.<EnvProject>find("owner = ?1 and id = ?2", owner, id)
                .firstResultOptional()
                .orElseThrow(EnvProject::notFound);
    }

    /** The same, locked until the transaction ends, with all its files: they change under this lock alone. */
    static EnvProject lock(String owner, UUID id) {
        return EnvProject.<EnvProject>find("owner = ?1 and id = ?2", owner, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(EnvProject::notFound);
    }

    static Problem notFound() {
        return new Problem(ProblemCode.ENV_PROJECT_NOT_FOUND);
    }
}
