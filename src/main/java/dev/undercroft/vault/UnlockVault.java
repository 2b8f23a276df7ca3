package dev.undercroft.vault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Gives one who holds a vault key the wrapped organisation key and every ciphertext that he may see. */
@ApplicationScoped
class UnlockVault {

    @Inject
    Organization organization;

    @Inject
    VisibleSecrets secrets;

    @Inject
    UnlockMemory memory;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    /**
     * What the proof unlocks; nothing for a proof that no key of the vault has, behind the same work as for one that does.
     * The event is durable before anything leaves and says whether it matched.
     *
     * @param authHash null or malformed is a {@code validation_error}
     */
    @Transactional
    VaultDocument.Unlocked unlock(String authHash) {
        request.about(VaultPaths.UNLOCK);
        var member = organization.inTransaction();
        if (authHash == null || !Proof.isWellFormed(authHash)) {
            throw Problem.ofField("auth_hash", Checks.HASH_RULE);
        }
        memory.take(Vault.existing().bytes);
        Optional<VaultKey> key = VaultKey.unlockedBy(Proof.of(authHash), VaultKey.all());
        List<VaultSecretDocument.Detail> ciphertexts = secrets.ciphertexts(member);
        trail.recordInTransaction(request.event()
                .withExtra(JsonNodeFactory.instance
                        .objectNode()
                        .put("matched", key.isPresent())
                        .put("key_id", key.map(found -> found.id.toString()).orElse(null))
                        .put("secrets", key.isPresent() ? ciphertexts.size() : 0)
                        .toString()));
        return key.map(found -> new VaultDocument.Unlocked(
                        Base64.getEncoder().encodeToString(found.wrappedOrgKey), ciphertexts))
                .orElseGet(() -> new VaultDocument.Unlocked(null, List.of()));
    }
}
