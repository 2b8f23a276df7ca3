package dev.undercroft.vault;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.vault.Organization.Member;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.TextChange;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * The secrets of the organisation's vault, listed and changed. Each call is a transaction; changes lock the vault. Agents
 * change and delete what they made and nothing else.
 */
@ApplicationScoped
class VaultSecrets {

    /** The one status that answers have; deleted secrets are in none. */
    static final String ACTIVE = "active";

    @Inject
    Organization organization;

    @Inject
    VisibleSecrets visible;

    @Inject
    VaultSize size;

    @Inject
    AnswerMemory memory;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    TimeOrderedIds ids;

    @Inject
    Clock clock;

    /** Those that the caller sees, without ciphertexts; {@code type} is null for any. */
    List<VaultSecretDocument.Full> list(String type) {
        request.about(VaultPaths.SECRETS);
        String organizationId = organization.access().realm().realmId();
        long bytes = QuarkusTransaction.requiringNew().call(() -> {
            Member member = organization.inTransaction();
            Checks.secretType(type);
            return size.ofDescriptions(Vault.existing(), member);
        });
        memory.await(organizationId, bytes);
        return QuarkusTransaction.requiringNew().call(() -> {
            Member member = organization.inTransaction();
            trail.recordInTransaction(request.event());
            return visible.descriptions(member, type);
        });
    }

    /** Keeps a secret under the client's id. */
    @Transactional
    VaultSecretDocument.Full create(VaultSecretDocument.Draft draft) {
        UUID id = draft.id() == null ? ids.next() : UUID.fromString(draft.id());
        request.about(VaultPaths.secret(id));
        Member member = organization.inTransaction();
        Vault vault = Vault.lock();
        if (draft.id() == null && vault.format() != PayloadFormat.ONE) {
            throw Problem.ofField("id", "must be sent: the ciphertext is bound to it.");
        }
        if (VaultSecret.count("id", id) > 0) {
            throw new Problem(ProblemCode.VAULT_SECRET_EXISTS);
        }
        VaultSecret secret = new VaultSecret();
        secret.id = id;
        secret.realmId = member.organizationId();
        secret.name = draft.name();
        secret.description = draft.description();
        secret.secretType = draft.secretType();
        secret.makerId = member.agentId().orElse(null);
        secret.createdAt = Timestamps.now(clock);
        secret.updatedAt = secret.createdAt;
        seal(secret, vault, draft.encryptedPayload());
        size.count(vault, member, 1, secret.bytes());
        secret.persist();
        trail.recordInTransaction(request.event());
        return document(secret);
    }

    /** Changes what is given. */
    @Transactional
    VaultSecretDocument.Full change(UUID id, VaultSecretDocument.Change change) {
        request.about(VaultPaths.secret(id));
        Member member = organization.inTransaction();
        TextChange description = TextChange.of("description", change.description(), Checks.LONGEST_DESCRIPTION);
        Vault vault = Vault.lock();
        VaultSecret secret = changeable(id, member);
        boolean described = change.name() != null || description.given();
        if (described && change.encryptedPayload() == null && vault.format() != PayloadFormat.ONE) {
            throw Problem.ofField(
                    "encrypted_payload", "must be sent with a change of name or description: it seals both.");
        }
        long before = secret.bytes();
        if (change.name() != null) {
            secret.name = change.name();
        }
        secret.description = description.over(secret.description);
        if (change.encryptedPayload() != null) {
            seal(secret, vault, change.encryptedPayload());
        }
        if (described || change.encryptedPayload() != null) {
            secret.updatedAt = Timestamps.now(clock);
        }
        size.count(vault, member, 0, secret.bytes() - before);
        trail.recordInTransaction(request.event());
        return document(secret);
    }

    /** Deletes a secret with its access rules, for good. */
    @Transactional
    void delete(UUID id) {
        request.about(VaultPaths.secret(id));
        Member member = organization.inTransaction();
        Vault vault = Vault.lock();
        VaultSecret secret = changeable(id, member);
        size.count(vault, member, -1, -secret.bytes());
        size.countRules(vault, -AccessRule.count("secretId", id));
        secret.delete();
        trail.recordInTransaction(request.event());
    }

    private static VaultSecret changeable(UUID id, Member member) {
        VaultSecret secret = VaultSecret.existing(id);
        if (member.agentId().isEmpty() || member.agentId().get().equals(secret.makerId)) {
            return secret;
        }
        throw AccessRule.of(id, member.agentId().get()).isPresent()
                ? new Problem(ProblemCode.FORBIDDEN, "Agents change and delete what they made and nothing else.")
                : new Problem(ProblemCode.VAULT_SECRET_NOT_FOUND);
    }

    private static void seal(VaultSecret secret, Vault vault, String payload) {
        secret.payload = vault.format().payload(payload);
        Long version = vault.format().version(secret.payload);
        if (version != null) {
            long before = secret.payloadVersion == null ? 0 : secret.payloadVersion;
            if (version != before + 1) {
                throw new Problem(ProblemCode.VAULT_PAYLOAD_VERSION);
            }
        }
        secret.payloadVersion = version;
    }

    private static VaultSecretDocument.Full document(VaultSecret secret) {
        return new VaultSecretDocument.Full(
                secret.id.toString(),
                secret.name,
                secret.description,
                secret.secretType,
                ACTIVE,
                Timestamps.micros(secret.createdAt),
                Timestamps.micros(secret.updatedAt),
                null);
    }
}
