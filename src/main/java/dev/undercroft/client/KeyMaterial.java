package dev.undercroft.client;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the service is given of a new key: its wrapped organisation key and its proofs. Stateless and thread safe. */
final class KeyMaterial {

    private KeyMaterial() {}

    static ObjectNode json(VaultCipher cipher, KeyBinding binding, KeyBytes masterKey, KeyBytes organizationKey) {
        ObjectNode json = Json.object()
                .put("id", binding.keyId().toString())
                .put("wrapped_org_encryption_key", WireWriting.base64(cipher.wrap(masterKey, binding, organizationKey)))
                .put("auth_hash", cipher.unlockProof(masterKey, binding));
        if (cipher.format() == PayloadFormat.V2) {
            json.put("change_auth_hash", cipher.changeProof(masterKey, binding));
        }
        return json;
    }
}
