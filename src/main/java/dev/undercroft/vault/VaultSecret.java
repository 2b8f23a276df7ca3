package dev.undercroft.vault;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** A secret of a vault: what is public of it, and the ciphertext. */
@Entity
@DynamicUpdate
@Table(name = "vault_secret")
public class VaultSecret extends PanacheEntityBase {

    // What a row costs besides its texts, so that empty ones do not come for nothing.
    private static final long BYTES_OF_A_ROW = 256;

    /** The client's. */
    @Id
    public UUID id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    public String name;

    /** Null where there is none. */
    public String description;

    @Column(name = "secret_type")
    public String secretType;

    public byte[] payload;

    /** Null in format 1. */
    @Column(name = "payload_version")
    public Long payloadVersion;

    /** The agent that made it, while it has a maker's rights; else null. */
    @Column(name = "maker_id")
    public UUID makerId;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** Throws {@code vault_secret_not_found} where there is none. */
    static void requireThere(UUID id) {
        if (count("id", id) == 0) {
            throw new Problem(ProblemCode.VAULT_SECRET_NOT_FOUND);
        }
    }

    /** The secret; throws {@code vault_secret_not_found}. Behind {@link Vault#lock}, which keeps it as it is. */
    static VaultSecret existing(UUID id) {
        return VaultSecret.<VaultSecret>find("id", id)
                .firstResultOptional()
                .orElseThrow(() -> new Problem(ProblemCode.VAULT_SECRET_NOT_FOUND));
    }

    /** What the secret takes of the vault's size. */
    long bytes() {
        return BYTES_OF_A_ROW
                + name.getBytes(StandardCharsets.UTF_8).length
                + (description == null ? 0 : description.getBytes(StandardCharsets.UTF_8).length)
                + payload.length;
    }
}
