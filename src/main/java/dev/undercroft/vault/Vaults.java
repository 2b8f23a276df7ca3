package dev.undercroft.vault;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** The organisation's vault as a whole. Each call is a transaction; all throw {@code vault_not_found} without one. */
@ApplicationScoped
class Vaults {

    @Inject
    Organization organization;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    /** What the vault is; an agent is told of as many secrets as it may see. */
    @Transactional
    VaultDocument.Info describe() {
        request.about(VaultPaths.VAULT);
        var member = organization.inTransaction();
        Vault vault = Vault.existing();
        long secrets = member.agentId()
                .map(agent -> AccessRule.count("agentId", agent))
                .orElse((long) vault.secrets);
        long recoveryKeys = VaultKey.count("keyType", VaultKey.RECOVERY);
        trail.recordInTransaction(request.event());
        return new VaultDocument.Info(
                vault.id.toString(),
                member.organizationId(),
                Timestamps.micros(vault.createdAt),
                Timestamps.micros(vault.updatedAt),
                1,
                (int) secrets,
                (int) recoveryKeys,
                vault.format().number(),
                new VaultDocument.Kdf(vault.iterations, vault.memoryKib, vault.parallelism));
    }

    /**
     * Deletes the vault with its keys, secrets and access rules, for good.
     *
     * @param confirmed the organisation's id, else {@code validation_error}
     */
    @Transactional
    void delete(String confirmed) {
        request.about(VaultPaths.VAULT);
        var member = organization.administrationInTransaction();
        if (!member.organizationId().equals(confirmed)) {
            throw Checks.ofQuery("confirm", "must be the organisation's id; nothing of the vault can be restored.");
        }
        if (Vault.deleteAll() == 0) {
            throw new Problem(ProblemCode.VAULT_NOT_FOUND);
        }
        trail.recordInTransaction(request.event());
    }
}
