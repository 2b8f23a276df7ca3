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
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
        VaultSecret.existing(secretId);
        List<AccessRule> rules = AccessRule.ofSecret(secretId).stream()
                .filter(rule -> member.mayActFor(rule.agentId))
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
        Vault.lock();
        VaultSecret secret = VaultSecret.existing(secretId);
        Optional<AccessRule> existing = AccessRule.of(secretId, agentId);
        if (member.agentId().isPresent()) {
            requireOwn(secret, agentId, member.agentId().get());
        } else if (existing.isPresent()) {
            throw new Problem(ProblemCode.ACCESS_RULE_EXISTS);
        }
        AccessRule rule = existing.orElseGet(() -> persist(secretId, AgentIdentity.existing(agentId)));
        trail.recordInTransaction(request.event());
        return rule.document();
    }

    /** Gives an agent secrets, each of which exists; in the running transaction, behind {@link Vault#lock}. */
    void grantAll(List<UUID> secretIds, AgentIdentity agent) {
        for (UUID secretId : secretIds) {
            VaultSecret.existing(secretId);
            persist(secretId, agent);
        }
    }

    /** Takes a secret from an agent, with a maker's rights if it made the secret. */
    @Transactional
    void revoke(UUID secretId, UUID agentId) {
        request.about(VaultPaths.access(secretId) + "/" + agentId);
        organization.administrationInTransaction();
        Vault.lock();
        VaultSecret secret = VaultSecret.existing(secretId);
        if (AccessRule.delete("secretId = ?1 and agentId = ?2", secretId, agentId) == 0) {
            throw new Problem(ProblemCode.ACCESS_RULE_NOT_FOUND);
        }
        if (agentId.equals(secret.makerId)) {
            secret.makerId = null;
        }
        trail.recordInTransaction(request.event());
    }

    private static void requireOwn(VaultSecret secret, UUID to, UUID asking) {
        boolean made = asking.equals(secret.makerId);
        if (!made && AccessRule.of(secret.id, asking).isEmpty()) {
            throw new Problem(ProblemCode.VAULT_SECRET_NOT_FOUND);
        }
        if (!to.equals(asking)) {
            throw new Problem(ProblemCode.FORBIDDEN, "Agents grant secrets to themselves alone.");
        }
    }

    private AccessRule persist(UUID secretId, AgentIdentity agent) {
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
