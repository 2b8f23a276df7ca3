package dev.undercroft.vault;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.vault.VaultDocument.Kdf;
import dev.undercroft.vault.VaultKeyDocument.Material;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes the organisation's vault, with its primary key and four recovery keys, once: of many who try, one does. */
@ApplicationScoped
class InitializeVault {

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
    TimeOrderedIds ids;

    @Inject
    Clock clock;

    /** Makes the vault; throws {@code vault_exists}, or a {@code validation_error} for keys that don't fit together. */
    @Transactional
    VaultDocument.Initialized initialize(VaultDocument.Draft draft) {
        request.about(VaultPaths.VAULT);
        var member = organization.administrationInTransaction();
        PayloadFormat format = PayloadFormat.of(draft.payloadFormat() == null ? 1 : draft.payloadFormat());
        Kdf kdf = kdf(draft, format);
        List<VaultKey> keys = keys(draft, format, member);
        UUID id = ids.next();
        if (!insert(id, member.organizationId(), format, kdf)) {
            throw new Problem(ProblemCode.VAULT_EXISTS);
        }
        keys.forEach(key -> key.persist());
        trail.recordInTransaction(request.event());
        return new VaultDocument.Initialized(id.toString(), keys.get(0).id.toString(), keys.size() - 1);
    }

    private static Kdf kdf(VaultDocument.Draft draft, PayloadFormat format) {
        if (draft.kdf() == null) {
            return Kdf.USUAL;
        }
        if (format == PayloadFormat.ONE && !draft.kdf().equals(Kdf.USUAL)) {
            throw Problem.ofField("kdf", "must be left out in payload format 1, whose parameters are fixed.");
        }
        return draft.kdf();
    }

    private List<VaultKey> keys(VaultDocument.Draft draft, PayloadFormat format, Organization.Member member) {
        List<VaultKey> keys = new ArrayList<>();
        add(keys, "vault_key", draft.vaultKey(), VaultKey.PRIMARY, format, member);
        for (int i = 0; i < draft.recoveryKeys().size(); i++) {
            add(keys, "recovery_keys[" + i + "]", draft.recoveryKeys().get(i), VaultKey.RECOVERY, format, member);
        }
        return keys;
    }

    private void add(
            List<VaultKey> keys,
            String at,
            Material given,
            String keyType,
            PayloadFormat format,
            Organization.Member member) {
        if (!given.keyType().equals(keyType)) {
            throw Problem.ofField(at + ".key_type", "must be " + keyType + ".");
        }
        VaultKey key = material.key(at + ".", given, format, member);
        KeyMaterial.requireDistinct(at + ".", key, keys);
        keys.add(key);
    }

    private boolean insert(UUID id, String organizationId, PayloadFormat format, Kdf kdf) {
        Instant now = Timestamps.now(clock);
        return entities.createNativeQuery("INSERT INTO vault (realm_id, id, payload_format, iterations, memory_kib,"
                                + " parallelism, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)"
                                + " ON CONFLICT (realm_id) DO NOTHING")
                        .setParameter(1, organizationId)
                        .setParameter(2, id)
                        .setParameter(3, (short) format.number())
                        .setParameter(4, kdf.iterations())
                        .setParameter(5, kdf.memoryKib())
                        .setParameter(6, kdf.parallelism())
                        .setParameter(7, OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                        .executeUpdate()
                > 0;
    }
}
