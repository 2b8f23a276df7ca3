package dev.undercroft.client;

import java.util.UUID;

/** What keys of a vault are derived with, once it was checked. Immutable. */
record VaultTerms(String organization, PayloadFormat format, KdfParameters kdf) {

    /** The caller closes it. */
    KeyBytes masterKey(char[] text) {
        return KeyDerivation.masterKey(text, organization, kdf);
    }

    KeyBinding binding(UUID keyId, KeyType type) {
        return new KeyBinding(organization, keyId, type, kdf);
    }

    KeyBinding binding(VaultKey key) {
        return binding(key.id(), key.type());
    }
}
