package dev.undercroft.vault;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** The organisation key as one vault key or recovery code wraps it. Spent and revoked ones are gone. */
@Entity
@Table(name = "vault_key")
public class VaultKey extends PanacheEntityBase {

    static final String PRIMARY = "primary";
    static final String RECOVERY = "recovery";

    /** The client's. */
    @Id
    public UUID id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    @Column(name = "key_type")
    public String keyType;

    /** Of the proof that unlocks. */
    @Column(name = "auth_digest")
    public byte[] authDigest;

    /** Of the proof that replaces and revokes; the same in format 1. */
    @Column(name = "change_digest")
    public byte[] changeDigest;

    @Column(name = "wrapped_org_key")
    public byte[] wrappedOrgKey;

    @Column(name = "created_by")
    public String createdBy;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** All of the vault, the primary first. */
    static List<VaultKey> all() {
        return list("order by keyType, createdAt, id");
    }

    /** The one that a proof unlocks; each is looked at, so that it takes the same time for any proof. */
    static Optional<VaultKey> unlockedBy(Proof proof, List<VaultKey> keys) {
        return matching(proof, keys, key -> key.authDigest);
    }

    /** The one that a proof may replace or revoke. */
    static Optional<VaultKey> changedBy(Proof proof, List<VaultKey> keys) {
        return matching(proof, keys, key -> key.changeDigest);
    }

    boolean isPrimary() {
        return keyType.equals(PRIMARY);
    }

    private static Optional<VaultKey> matching(Proof proof, List<VaultKey> keys, Function<VaultKey, byte[]> digest) {
        Optional<VaultKey> found = Optional.empty();
        for (VaultKey key : keys) {
            if (proof.matches(digest.apply(key))) {
                found = Optional.of(key);
            }
        }
        return found;
    }
}
