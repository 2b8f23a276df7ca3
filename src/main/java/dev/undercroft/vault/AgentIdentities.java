package dev.undercroft.vault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.tenancy.AccessKeys;
import dev.undercroft.vault.Organization.Member;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The organisation's agent identities. Each call is a transaction. An agent sees itself and no other. */
@ApplicationScoped
class AgentIdentities {

    private static final int MOST_IDENTITIES = 1000;
    private static final int MOST_SECRET_IDS = 1000;
    private static final Pattern HANDLE = Pattern.compile(AgentIdentityDocument.HANDLE);

    @Inject
    Organization organization;

    @Inject
    AccessRules rules;

    @Inject
    AccessKeys keys;

    @Inject
    VaultSize size;

    @Inject
    EntityManager entities;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    TimeOrderedIds ids;

    @Inject
    Clock clock;

    /** All that the caller sees, oldest first. */
    @Transactional
    List<AgentIdentityDocument> list() {
        request.about(VaultPaths.IDENTITIES);
        Member member = organization.inTransaction();
        trail.recordInTransaction(request.event());
        return AgentIdentity.all().stream()
                .filter(agent -> member.sees(agent.id))
                .map(AgentIdentity::document)
                .toList();
    }

    /** The one with this handle, in any case and with or without an {@code @} in front. */
    @Transactional
    AgentIdentityDocument get(String handle) {
        request.about(VaultPaths.IDENTITIES);
        Member member = organization.inTransaction();
        AgentIdentity agent = existing(handle);
        if (!member.sees(agent.id)) {
            throw new Problem(ProblemCode.AGENT_NOT_FOUND);
        }
        request.about(VaultPaths.identity(agent.id));
        trail.recordInTransaction(request.event());
        return agent.document();
    }

    /** Makes one, with secrets that are granted to it at once; of several who take a handle one gets it. */
    @Transactional
    AgentIdentityDocument create(AgentIdentityDocument.Draft draft) {
        request.about(VaultPaths.IDENTITIES);
        Member member = organization.administrationInTransaction();
        JsonNode asked = draft.vaultSecretIds();
        boolean grants = asked != null && !asked.isNull() && !(asked.isArray() && asked.isEmpty());
        Set<UUID> secretIds = grants ? secretIds(asked) : Set.of();
        if (AgentIdentity.count() >= MOST_IDENTITIES) {
            throw new Problem(
                    ProblemCode.INVALID_REQUEST,
                    "There are " + MOST_IDENTITIES + " agent identities; delete those that are not needed.");
        }
        UUID id = ids.next();
        if (!insert(id, member.organizationId(), draft)) {
            throw new Problem(ProblemCode.AGENT_HANDLE_UNAVAILABLE);
        }
        if (grants) {
            rules.grantAll(secretIds, id);
        }
        request.about(VaultPaths.identity(id));
        trail.recordInTransaction(request.event());
        return AgentIdentity.existing(id).document();
    }

    /** Deletes one with its access rules and its keys, which end at once on every replica. */
    @Transactional
    void delete(String handle) {
        request.about(VaultPaths.IDENTITIES);
        organization.administrationInTransaction();
        // Whoever grants it something meanwhile holds the vault; without one there is nothing to grant.
        Optional<Vault> vault = Vault.lockIfThere();
        AgentIdentity agent = existing(handle);
        request.about(VaultPaths.identity(agent.id));
        vault.ifPresent(one -> size.countRules(one, -AccessRule.count("agentId", agent.id)));
        if (AgentIdentity.delete("id", agent.id) == 0) {
            throw new Problem(ProblemCode.AGENT_NOT_FOUND);
        }
        // Behind the deletion, which waits for those who make a key for it.
        keys.endOfAgent(agent.id);
        trail.recordInTransaction(request.event());
    }

    private static AgentIdentity existing(String handle) {
        if (!HANDLE.matcher(handle).matches()) {
            throw new Problem(ProblemCode.AGENT_NOT_FOUND);
        }
        return AgentIdentity.existing(canonical(handle));
    }

    private static String canonical(String handle) {
        return (handle.startsWith("@") ? handle.substring(1) : handle).toLowerCase(Locale.ROOT);
    }

    /** The ids that a body names; null for all. */
    private static Set<UUID> secretIds(JsonNode asked) {
        if (asked.isTextual() && List.of("*", "all").contains(asked.textValue())) {
            return null;
        }
        Set<UUID> secretIds = new LinkedHashSet<>();
        for (JsonNode one : asked.isArray() ? asked : List.of(asked)) {
            if (!one.isTextual() || !one.textValue().matches(Checks.UUID) || secretIds.size() >= MOST_SECRET_IDS) {
                throw Problem.ofField(
                        "vault_secret_ids", "must be an id, an array of at most 1000 ids, or * for every secret.");
            }
            secretIds.add(UUID.fromString(one.textValue()));
        }
        return secretIds;
    }

    private boolean insert(UUID id, String organizationId, AgentIdentityDocument.Draft draft) {
        return entities.createNativeQuery("INSERT INTO agent_identity (realm_id, id, handle, display_name, description,"
                                + " created_at, updated_at) VALUES (?1, ?2, ?3, cast(?4 AS text), cast(?5 AS text), ?6, ?6)"
                                + " ON CONFLICT (realm_id, handle) DO NOTHING")
                        .setParameter(1, organizationId)
                        .setParameter(2, id)
                        .setParameter(3, canonical(draft.agentHandle()))
                        .setParameter(4, draft.displayName())
                        .setParameter(5, draft.description())
                        .setParameter(6, OffsetDateTime.ofInstant(Timestamps.now(clock), ZoneOffset.UTC))
                        .executeUpdate()
                > 0;
    }
}
