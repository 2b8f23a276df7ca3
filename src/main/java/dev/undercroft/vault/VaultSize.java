package dev.undercroft.vault;

import dev.undercroft.vault.Organization.Member;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** How much a vault holds, may hold, and an answer about it takes; in the running transaction. */
@ApplicationScoped
class VaultSize {

    private static final int MOST_SECRETS = 10_000;
    private static final int MOST_RULES = 50_000;
    // What an answer says besides names, descriptions and ciphertexts.
    private static final long BYTES_OF_A_DESCRIPTION = 1024;
    private static final long BYTES_OF_A_RULE = 256;

    @Inject
    VaultConfig config;

    @Inject
    EntityManager entities;

    /** Counts a change of secrets; throws {@code vault_full}. Behind {@link Vault#lock}. */
    void count(Vault vault, Member member, int secrets, long bytes) {
        long most = config.maxSize().asLongValue();
        boolean full = bytes > 0 && vault.bytes + bytes > most || secrets > 0 && vault.secrets >= MOST_SECRETS;
        if (full) {
            // How full it is is not an agent's to know.
            throw member.agentId().isPresent()
                    ? new Problem(ProblemCode.VAULT_FULL)
                    : new Problem(
                            ProblemCode.VAULT_FULL,
                            "The vault holds " + vault.secrets + " of at most " + MOST_SECRETS + " secrets and "
                                    + vault.bytes + " of at most " + most + " bytes; delete some, or ask for more.");
        }
        vault.secrets += secrets;
        vault.bytes += bytes;
    }

    /** Counts a change of access rules; throws {@code vault_full}. Behind {@link Vault#lock}. */
    void countRules(Vault vault, long rules) {
        if (rules > 0 && vault.rules + rules > MOST_RULES) {
            throw new Problem(
                    ProblemCode.VAULT_FULL,
                    "The vault has " + vault.rules + " of at most " + MOST_RULES + " access rules; revoke some.");
        }
        vault.rules += Math.toIntExact(rules);
    }

    /** What the ciphertexts that a member sees take, with all that stands beside them. */
    long ofCiphertexts(Vault vault, Member member) {
        return member.agentId().isEmpty()
                ? vault.bytes + ofDescriptions(vault, member)
                : granted("coalesce(sum(octet_length(s.payload)), 0)", member) + ofDescriptions(vault, member);
    }

    /** What the descriptions of the secrets that a member sees take. */
    long ofDescriptions(Vault vault, Member member) {
        return member.agentId().isEmpty()
                ? vault.secrets * BYTES_OF_A_DESCRIPTION + vault.rules * BYTES_OF_A_RULE
                : granted("count(*)", member) * (BYTES_OF_A_DESCRIPTION + BYTES_OF_A_RULE);
    }

    private long granted(String what, Member member) {
        Object found = entities.createNativeQuery("SELECT " + what + " FROM vault_access_rule r"
                        + " JOIN vault_secret s ON s.realm_id = r.realm_id AND s.id = r.secret_id"
                        + " WHERE r.realm_id = current_realm() AND r.agent_id = ?1")
                .setParameter(1, member.agentId().orElseThrow())
                .getSingleResult();
        return ((Number) found).longValue();
    }
}
