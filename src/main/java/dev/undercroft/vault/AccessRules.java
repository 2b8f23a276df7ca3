package dev.undercroft.vault;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.vault.Organization.Member;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who is given which secrets. Each call is a transaction; changes lock the vault. An agent grants itself what it made, as
 * long as nobody has taken that from it, and sees no rule but its own.
 */
@ApplicationScoped
class AccessRules {

    @Inject
    Organization organization;

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

    /** The rules of a secret, oldest first. */
    @Transactional
    List<AccessRuleDocument> list(UUID secretId) {
        request.about(VaultPaths.access(secretId));
        Member member = organization.inTransaction();
        VaultSecret.requireThere(secretId);
        List<AccessRule> rules = AccessRule.ofSecret(secretId).stream()
                .filter(rule -> member.sees(rule.agentId))
                .toList();
        if (member.agentId().isPresent() && rules.isEmpty()) {
            throw new Problem(ProblemCode.VAULT_SECRET_NOT_FOUND);
        }
        trail.recordInTransaction(request.event());
        return rules.stream().map(AccessRule::document).toList();
    }

    /** Gives an agent a secret; an agent that has one and grants it to itself again gets the rule that there is. */
    @Transactional
    AccessRuleDocument grant(UUID secretId, UUID agentId) {
        request.about(VaultPaths.access(secretId) + "/" + agentId);
        Member member = organization.inTransaction();
        Vault vault = Vault.lock();
        VaultSecret.requireThere(secretId);
        Optional<AccessRule> existing = AccessRule.of(secretId, agentId);
        if (member.agentId().isPresent()) {
            requireOwn(secretId, agentId, member.agentId().get());
        } else if (existing.isPresent()) {
            throw new Problem(ProblemCode.ACCESS_RULE_EXISTS);
        }
        AccessRule rule = existing.orElseGet(() -> persist(vault, secretId, AgentIdentity.existing(agentId)));
        trail.recordInTransaction(request.event());
        return rule.document();
    }

    /**
     * Gives a new agent secrets, in the running transaction; throws {@code vault_secret_not_found} where one is missing.
     *
     * @param secretIds null for every secret that there is
     */
    void grantAll(Set<UUID> secretIds, UUID agentId) {
        Vault vault = Vault.lock();
        Query insert = entities.createNativeQuery(
                        "INSERT INTO vault_access_rule (realm_id, secret_id, agent_id, id, created_at)"
                                + " SELECT realm_id, id, ?1, gen_random_uuid(), ?2 FROM vault_secret WHERE realm_id = current_realm()"
                                + (secretIds == null ? "" : " AND id = ANY (cast(cast(?3 AS text[]) AS uuid[]))"))
                .setParameter(1, agentId)
                .setParameter(2, OffsetDateTime.ofInstant(Timestamps.now(clock), ZoneOffset.UTC));
        if (secretIds != null) {
            insert.setParameter(3, secretIds.stream().map(UUID::toString).toArray(String[]::new));
        }
        int granted = insert.executeUpdate();
        if (secretIds != null && granted < secretIds.size()) {
            throw new Problem(ProblemCode.VAULT_SECRET_NOT_FOUND);
        }
        size.countRules(vault, granted);
    }

    /** Takes a secret from an agent, with a maker's rights if it made the secret. */
    @Transactional
    void revoke(UUID secretId, UUID agentId) {
        request.about(VaultPaths.access(secretId) + "/" + agentId);
        organization.administrationInTransaction();
        Vault vault = Vault.lock();
        VaultSecret.requireThere(secretId);
        int unmade = VaultSecret.update("makerId = null where id = ?1 and makerId = ?2", secretId, agentId);
        long taken = AccessRule.delete("secretId = ?1 and agentId = ?2", secretId, agentId);
        if (unmade + taken == 0) {
            throw new Problem(ProblemCode.ACCESS_RULE_NOT_FOUND);
        }
        size.countRules(vault, -taken);
        trail.recordInTransaction(request.event());
    }

    private static void requireOwn(UUID secretId, UUID to, UUID asking) {
        boolean made = VaultSecret.count("id = ?1 and makerId = ?2", secretId, asking) > 0;
        if (!made && AccessRule.of(secretId, asking).isEmpty()) {
            throw new Problem(ProblemCode.VAULT_SECRET_NOT_FOUND);
        }
        if (!to.equals(asking)) {
            throw new Problem(ProblemCode.FORBIDDEN, "Agents grant secrets to themselves alone.");
        }
    }

    private AccessRule persist(Vault vault, UUID secretId, AgentIdentity agent) {
        size.countRules(vault, 1);
        AccessRule rule = new AccessRule();
        rule.id = ids.next();
        rule.realmId = agent.realmId;
        rule.secretId = secretId;
        rule.agentId = agent.id;
        rule.createdAt = Timestamps.now(clock);
        rule.persist();
        return rule;
    }
}
