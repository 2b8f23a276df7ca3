package dev.undercroft.vault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
    VaultSize size;

    @Inject
    AnswerMemory memory;

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
    VaultDocument.Unlocked unlock(String authHash) {
        request.about(VaultPaths.UNLOCK);
        String organizationId = organization.access().realm().realmId();
        long bytes = QuarkusTransaction.requiringNew().call(() -> {
            var member = organization.inTransaction();
            if (authHash == null || !Proof.isWellFormed(authHash)) {
                throw Checks.ofQuery("auth_hash", Checks.HASH_RULE);
            }
            return size.ofCiphertexts(Vault.existing(), member);
        });
        // Between two transactions: whoever waits holds no connection.
        memory.await(organizationId, bytes);
        return QuarkusTransaction.requiringNew().call(() -> unlocked(authHash));
    }

    private VaultDocument.Unlocked unlocked(String authHash) {
        var member = organization.inTransaction();
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
