package dev.undercroft.secrets;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** One sealed value of a secret. */
@Entity
@Table(name = "secret_version")
@IdClass(SecretVersion.Key.class)
public class SecretVersion extends PanacheEntityBase {

    /** Which version of which secret. */
    public record Key(UUID secretId, int version) implements Serializable {}

    @Id
    @Column(name = "secret_id")
    public UUID secretId;

    @Id
    public int version;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    public byte[] sealed;

    @Column(name = "created_at")
    public Instant createdAt;

    /** The end of the grace that a rotation gave this version; null for a version that no rotation has closed. */
    @Column(name = "readable_until")
    public Instant readableUntil;

    /** The versions that can still be read, newest first. */
    static List<SecretVersion> readable(UUID secretId, Instant now) {
        return find(
                        "secretId = ?1 and (readableUntil is null or readableUntil > ?2) order by version desc",
                        secretId,
                        now)
                .list();
    }
}
