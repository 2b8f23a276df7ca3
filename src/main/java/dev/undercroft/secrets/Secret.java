package dev.undercroft.secrets;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;

/** A secret as stored, without its values. */
@Entity
@Table(name = "secret")
public class Secret extends PanacheEntityBase {

    @Id
    public UUID id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    public String path;

    @Column(name = "secret_type")
    public String secretType;

    @Column(name = "current_version")
    public int currentVersion;

    /** The highest number ever given out. */
    @Column(name = "last_version")
    public int lastVersion;

    /** A JSON object. */
    @JdbcTypeCode(SqlTypes.JSON)
    public String metadata;

    @Column(name = "max_versions")
    public int maxVersions;

    /** Null for a secret that does not expire. */
    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "rotation_policy_id")
    public String rotationPolicyId;

    @Column(name = "secret_policy_id")
    public String secretPolicyId;

    @Column(name = "last_rotated_at")
    public Instant lastRotatedAt;

    @Column(name = "created_at")
    public Instant createdAt;

    /** When a value was last written. */
    @Column(name = "updated_at")
    public Instant updatedAt;

    /** Null for a secret that is not deleted. */
    @Column(name = "deleted_at")
    public Instant deletedAt;

    @Column(name = "recoverable_until")
    public Instant recoverableUntil;

    /** The secret at a path, locked until the transaction ends: whoever changes one has it alone. */
    static Optional<Secret> lock(SecretPath path) {
        return Secret.<Secret>find("path", path.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** The secret at a path, as it is now; deleted ones are left out. */
    static Optional<Secret> at(SecretPath path) {
        return Secret.find("path = ?1 and deletedAt is null", path.value()).firstResultOptional();
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    /** Whether the time in which a deletion can be undone is over. */
    boolean isBeyondRecovery(Instant now) {
        return isDeleted() && !recoverableUntil.isAfter(now);
    }
}
