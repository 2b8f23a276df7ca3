package dev.undercroft.vault;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
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

/** The vault of an organisation, of which there is one at most. */
@Entity
@Table(name = "vault")
public class Vault extends PanacheEntityBase {

    @Id
    public UUID id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    @Column(name = "payload_format")
    public short payloadFormat;

    public int iterations;

    @Column(name = "memory_kib")
    public int memoryKib;

    public int parallelism;

    /** How many secrets there are. */
    public int secrets;

    /** How many access rules there are. */
    public int rules;

    /** The bytes of their names, descriptions and ciphertexts. */
    public long bytes;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The vault; throws {@code vault_not_found}. */
    static Vault existing() {
        return Vault.<Vault>findAll().firstResultOptional().orElseThrow(Vault::notFound);
    }

    /** The vault, kept from changes by others until the transaction ends; throws {@code vault_not_found}. */
    static Vault lock() {
        return lockIfThere().orElseThrow(Vault::notFound);
    }

    /** The same; nothing without a vault. */
    static Optional<Vault> lockIfThere() {
        return Vault.<Vault>findAll().withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    PayloadFormat format() {
        return PayloadFormat.of(payloadFormat);
    }

    private static Problem notFound() {
        return new Problem(ProblemCode.VAULT_NOT_FOUND);
    }
}
