package dev.undercroft.vault;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The keys of the organisation's vault. Each call is a transaction; changes lock the vault, so that of two with the same
 * proof one wins, and there is one primary key at any time.
 */
@ApplicationScoped
class VaultKeys {

    @Inject
    Organization organization;

    @Inject
    KeyMaterial material;

    @Inject
    EntityManager entities;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    /** All keys, or those of a type, in any case; the primary first. */
    @Transactional
    List<VaultKeyDocument.Full> list(String type) {
        request.about(VaultPaths.KEYS);
        organization.inTransaction();
        String asked = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (!List.of("", VaultKey.PRIMARY, VaultKey.RECOVERY).contains(asked)) {
            throw Checks.ofQuery("type", "must be primary or recovery.");
        }
        Vault.existing();
        trail.recordInTransaction(request.event());
        return VaultKey.all().stream()
                .filter(key -> asked.isEmpty() || key.keyType.equals(asked))
                .map(VaultKeys::document)
                .toList();
    }

    /**
     * Puts a primary key in place of the one before. The proof is that of the primary key, else {@code vault_proof_refused},
     * or that of a recovery key, which is spent by it, else {@code vault_key_not_found}; exactly one of both, else
     * {@code vault_proof_required}.
     */
    @Transactional
    VaultKeyDocument.Full replacePrimary(VaultKeyDocument.Replacement asked) {
        request.about(VaultPaths.KEYS);
        var member = organization.administrationInTransaction();
        if ((asked.currentAuthHash() == null) == (asked.recoveryAuthHash() == null)) {
            throw new Problem(ProblemCode.VAULT_PROOF_REQUIRED);
        }
        Vault vault = Vault.lock();
        List<VaultKey> keys = VaultKey.all();
        VaultKey proven = proven(asked, keys);
        VaultKey fresh = material.key("", asked.material(), vault.format(), member);
        requireFreshId(fresh, keys);
        List<VaultKey> kept =
                keys.stream().filter(key -> !key.isPrimary() && key != proven).toList();
        KeyMaterial.requireDistinct("", fresh, kept);
        keys.stream().filter(key -> !kept.contains(key)).forEach(key -> key.delete());
        // The one primary that there may be has to go first.
        entities.flush();
        fresh.persist();
        vault.updatedAt = Timestamps.now(clock);
        request.about(VaultPaths.key(fresh.id));
        trail.recordInTransaction(request.event());
        return document(fresh);
    }

    /** Revokes the key with this proof; throws {@code vault_key_not_found}, or {@code vault_key_is_last} for the primary. */
    @Transactional
    void revoke(String proof) {
        request.about(VaultPaths.KEYS);
        organization.administrationInTransaction();
        Vault vault = Vault.lock();
        VaultKey key = (Proof.isWellFormed(proof)
                        ? VaultKey.changedBy(Proof.of(proof), VaultKey.all())
                        : Optional.<VaultKey>empty())
                .orElseThrow(VaultKeys::notFound);
        request.about(VaultPaths.key(key.id));
        if (key.isPrimary()) {
            throw new Problem(ProblemCode.VAULT_KEY_IS_LAST);
        }
        key.delete();
        vault.updatedAt = Timestamps.now(clock);
        trail.recordInTransaction(request.event());
    }

    private static VaultKey proven(VaultKeyDocument.Replacement asked, List<VaultKey> keys) {
        if (asked.currentAuthHash() != null) {
            return VaultKey.changedBy(Proof.of(asked.currentAuthHash()), keys)
                    .filter(VaultKey::isPrimary)
                    .orElseThrow(() -> new Problem(ProblemCode.VAULT_PROOF_REFUSED));
        }
        return VaultKey.changedBy(Proof.of(asked.recoveryAuthHash()), keys)
                .filter(key -> !key.isPrimary())
                .orElseThrow(VaultKeys::notFound);
    }

    private static void requireFreshId(VaultKey fresh, List<VaultKey> keys) {
        if (keys.stream().anyMatch(key -> key.id.equals(fresh.id))) {
            throw Problem.ofField("id", "must be a new id.");
        }
    }

    private static Problem notFound() {
        return new Problem(ProblemCode.VAULT_KEY_NOT_FOUND);
    }

    private static VaultKeyDocument.Full document(VaultKey key) {
        return new VaultKeyDocument.Full(
                key.id.toString(),
                key.keyType,
                key.createdBy,
                Timestamps.micros(key.createdAt),
                Timestamps.micros(key.updatedAt));
    }
}
