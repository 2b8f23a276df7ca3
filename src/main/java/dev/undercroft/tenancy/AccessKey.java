package dev.undercroft.tenancy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** An access key as stored: everything but the key. */
@Entity
@Table(name = "access_key")
public class AccessKey extends PanacheEntityBase {

    @Id
    public UUID id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    /** Whom it stands for, with the prefix of the kind. */
    @Column(name = "identity_id")
    public String identityId;

    @Column(name = "identity_type")
    public String identityType;

    public String name;

    /** What its maker says of it, or null. */
    public String description;

    /** The first characters of the key. */
    @Column(name = "key_prefix")
    public String keyPrefix;

    @Column(name = "key_digest")
    public String keyDigest;

    public String[] scopes;

    /** The digest of the token that made it. */
    @Column(name = "made_with")
    public String madeWith;

    /** Who made it; null for keys from before this was kept, which their identity made. */
    @Column(name = "created_by")
    public String createdBy;

    /** Null for a key that does not expire. */
    @Column(name = "expires_at")
    public Instant expiresAt;

    /** To the minute; null before the first use. Written by {@link AccessKeyUses}. */
    @Column(name = "last_used_at", insertable = false, updatable = false)
    public Instant lastUsedAt;

    @Column(name = "created_at")
    public Instant createdAt;

    static List<AccessKey> of(String identityId) {
        return list("identityId = ?1 order by createdAt, id", identityId);
    }

    static Optional<AccessKey> of(String identityId, UUID id) {
        return find("identityId = ?1 and id = ?2", identityId, id).firstResultOptional();
    }
}
