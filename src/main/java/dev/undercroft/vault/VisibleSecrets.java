package dev.undercroft.vault;

import dev.undercroft.clock.Timestamps;
import dev.undercroft.vault.Organization.Member;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The secrets that a member sees, oldest first: all of the vault, or those that are granted to the agent, with whom they
 * are granted to, of which an agent sees itself alone. Two statements, however many there are, in the running transaction.
 */
@ApplicationScoped
class VisibleSecrets {

    /** A secret without its ciphertext. */
    @RegisterForReflection
    record Row(UUID id, String name, String description, String secretType, Instant createdAt, Instant updatedAt) {}

    /** A secret with it. */
    @RegisterForReflection
    record SealedRow(
            UUID id,
            String name,
            String description,
            String secretType,
            Instant createdAt,
            Instant updatedAt,
            byte[] payload) {}

    /** A rule. */
    @RegisterForReflection
    record Rule(UUID id, UUID secretId, UUID agentId, Instant createdAt) {}

    private static final String COLUMNS = "select s.id, s.name, s.description, s.secretType, s.createdAt, s.updatedAt";
    private static final String VISIBLE = " from VaultSecret s where (:anyType = true or s.secretType = :type)"
            + " and (:whole = true or exists (select 1 from AccessRule r where r.secretId = s.id and r.agentId = :agent))"
            + " order by s.createdAt, s.id";
    private static final String RULES =
            "select r.id, r.secretId, r.agentId, r.createdAt from AccessRule r where (:whole = true or r.agentId = :agent) order by r.createdAt, r.id";
    private static final UUID NONE = new UUID(0, 0);

    @Inject
    EntityManager entities;

    /** Their descriptions; {@code type} is null for any. */
    List<VaultSecretDocument.Full> descriptions(Member member, String type) {
        Map<UUID, List<AccessRuleDocument>> rules = rules(member);
        return visible(member, COLUMNS + VISIBLE, Row.class)
                .setParameter("anyType", type == null)
                .setParameter("type", type == null ? "" : type)
                .getResultList()
                .stream()
                .map(row -> new VaultSecretDocument.Full(
                        row.id().toString(),
                        row.name(),
                        row.description(),
                        row.secretType(),
                        VaultSecrets.ACTIVE,
                        Timestamps.micros(row.createdAt()),
                        Timestamps.micros(row.updatedAt()),
                        rules.getOrDefault(row.id(), List.of())))
                .toList();
    }

    /** All of them with their ciphertexts. */
    List<VaultSecretDocument.Detail> ciphertexts(Member member) {
        Map<UUID, List<AccessRuleDocument>> rules = rules(member);
        return visible(member, COLUMNS + ", s.payload" + VISIBLE, SealedRow.class)
                .setParameter("anyType", true)
                .setParameter("type", "")
                .getResultList()
                .stream()
                .map(row -> new VaultSecretDocument.Detail(
                        row.id().toString(),
                        row.name(),
                        row.description(),
                        row.secretType(),
                        VaultSecrets.ACTIVE,
                        Timestamps.micros(row.createdAt()),
                        Timestamps.micros(row.updatedAt()),
                        rules.getOrDefault(row.id(), List.of()),
                        Base64.getEncoder().encodeToString(row.payload())))
                .toList();
    }

    private Map<UUID, List<AccessRuleDocument>> rules(Member member) {
        return visible(member, RULES, Rule.class)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        Rule::secretId,
                        Collectors.mapping(
                                rule -> AccessRuleDocument.of(
                                        rule.id(), rule.secretId(), rule.agentId(), rule.createdAt()),
                                Collectors.toList())));
    }

    private <T> TypedQuery<T> visible(Member member, String query, Class<T> type) {
        return entities.createQuery(query, type)
                .setParameter("whole", member.agentId().isEmpty())
                .setParameter("agent", member.agentId().orElse(NONE));
    }
}
