package dev.undercroft.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.client.VaultException.Reason;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** Makes a vault. Thread safe. */
final class VaultSetup {

    private static final Set<Reason> UNCERTAIN =
            EnumSet.of(Reason.TIMEOUT, Reason.UNREACHABLE, Reason.UNAVAILABLE, Reason.TOO_LARGE);

    private final KeyCalls calls;
    private final Expectations expectations;
    private final VaultMemory memory;
    private final String service;
    private final SecureRandom random;

    VaultSetup(KeyCalls calls, Expectations expectations, VaultMemory memory, String service, SecureRandom random) {
        this.calls = calls;
        this.expectations = expectations;
        this.memory = memory;
        this.service = service;
        this.random = random;
    }

    /** See {@link VaultClient#initialize(char[], NewVault)}. */
    RecoveryCodes initialize(char[] vaultKey, NewVault options) {
        VaultKeyStrength.require(vaultKey);
        expectations.requireFormat(options.format());
        String organization = calls.whoami().organizationId();
        expectations.requireOrganization(organization);
        // A memory that can't be read stops here, before there is a vault.
        memory.recall(service, organization);
        VaultTerms terms = new VaultTerms(organization, options.format(), options.kdf());
        RecoveryCodes codes = RecoveryCodes.fresh(random);
        try (KeyBytes organizationKey = KeyBytes.random(random)) {
            UUID primaryId = UUID.randomUUID();
            post(material(terms, vaultKey, primaryId, codes, organizationKey), primaryId);
            remember(terms, Fingerprint.of(organizationKey, organization));
            return codes;
        } catch (RuntimeException failed) {
            codes.close();
            throw failed;
        }
    }

    private ObjectNode material(
            VaultTerms terms, char[] vaultKey, UUID primaryId, RecoveryCodes codes, KeyBytes organizationKey) {
        ObjectNode body = Json.object();
        if (terms.format() == PayloadFormat.V2) {
            body.put("payload_format", terms.format().number());
            body.set("kdf", WireWriting.kdf(terms.kdf()));
        }
        body.set("vault_key", key(terms, terms.binding(primaryId, KeyType.PRIMARY), vaultKey, organizationKey));
        ArrayNode recoveryKeys = body.putArray("recovery_keys");
        for (char[] code : codes.codes()) {
            KeyBinding binding = terms.binding(UUID.randomUUID(), KeyType.RECOVERY);
            recoveryKeys.add(key(terms, binding, code, organizationKey));
        }
        return body;
    }

    private ObjectNode key(VaultTerms terms, KeyBinding binding, char[] text, KeyBytes organizationKey) {
        try (KeyBytes masterKey = terms.masterKey(text)) {
            return KeyMaterial.json(VaultCipher.of(terms.format(), random), binding, masterKey, organizationKey)
                    .put("key_type", binding.type().wireName());
        }
    }

    // The recovery codes exist nowhere else: when the answer was lost, it counts whether the vault was made.
    private void post(ObjectNode material, UUID primaryId) {
        try {
            calls.initialize(material);
        } catch (VaultException failed) {
            if (!UNCERTAIN.contains(failed.reason()) || !hasKey(primaryId)) {
                throw failed;
            }
        }
    }

    private boolean hasKey(UUID id) {
        try {
            return calls.keys().stream().anyMatch(key -> key.id().equals(id));
        } catch (VaultException unknown) {
            return false;
        }
    }

    private void remember(VaultTerms terms, String fingerprint) {
        try {
            memory.change(service, terms.organization(), remembered -> remembered
                    .map(vault -> vault.replacedBy(terms.format(), terms.kdf(), fingerprint))
                    .orElseGet(() -> RememberedVault.first(terms.format(), terms.kdf(), fingerprint)));
        } catch (RuntimeException unwritable) {
            // The vault stands, and its codes must not be lost; unlocking it will meet the same error.
        }
    }
}
