package dev.undercroft.vault;

import dev.undercroft.clock.Timestamps;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** A program that acts for the organisation, with keys of its own and the secrets that are granted to it. */
@Entity
@Table(name = "agent_identity")
public class AgentIdentity extends PanacheEntityBase {

    @Id
    public UUID id;

    @TenantId
    @PartitionKey
    @Column(name = "realm_id")
    public String realmId;

    /** Unique in the organisation, in lower case. */
    public String handle;

    @Column(name = "display_name")
    public String displayName;

    public String description;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The identity; throws {@code agent_not_found}. */
    static AgentIdentity existing(UUID id) {
        return orNotFound(find("id", id).firstResultOptional());
    }

    /** The identity, which is not deleted before the transaction ends; throws {@code agent_not_found}. */
    static AgentIdentity keep(UUID id) {
        return orNotFound(AgentIdentity.<AgentIdentity>find("id", id)
                .withLock(LockModeType.PESSIMISTIC_READ)
                .firstResultOptional());
    }

    /** The identity with this handle; throws {@code agent_not_found}. */
    static AgentIdentity existing(String handle) {
        return orNotFound(find("handle", handle).firstResultOptional());
    }

    static List<AgentIdentity> all() {
        return list("order by createdAt, id");
    }

    AgentIdentityDocument document() {
        return new AgentIdentityDocument(
                id.toString(),
                realmId,
                handle,
                displayName,
                description,
                null,
                Timestamps.micros(createdAt),
                Timestamps.micros(updatedAt),
                null,
                null,
                null);
    }

    private static AgentIdentity orNotFound(Optional<AgentIdentity> found) {
        return found.orElseThrow(() -> new Problem(ProblemCode.AGENT_NOT_FOUND));
    }
}
