package dev.undercroft.entries;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** A file of an env project; one of each type. */
@Entity
@Table(name = "env_file")
public class EnvFile extends PanacheEntityBase {

    @Id
    public UUID id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    @Column(name = "project_id")
    public UUID projectId;

    @Column(name = "file_type")
    public String fileType;

    public byte[] sealed;

    /** Counts the contents that the file has had. */
    @Column(name = "content_version")
    public long contentVersion;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    static Optional<EnvFile> ofType(UUID projectId, String fileType) {
        return find("projectId = ?1 and fileType = ?2", projectId, fileType).firstResultOptional();
    }

    static Optional<EnvFile> of(UUID projectId, UUID id) {
        return find("projectId = ?1 and id = ?2", projectId, id).firstResultOptional();
    }
}
