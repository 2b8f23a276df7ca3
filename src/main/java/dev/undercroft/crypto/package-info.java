/**
 * Sealing and opening values: root key, realm key, data key, value.
 *
 * <p>Owns the persisted formats, the wrapping of keys and where root keys come from; the cryptography is the JDK's. A
 * reader starts at {@link dev.undercroft.crypto.Sealer}, then {@link dev.undercroft.crypto.SealedV1}; for the keys
 * above at {@link dev.undercroft.crypto.RealmKeyWrapping} and {@link dev.undercroft.crypto.RootKeyRing}.
 */
package dev.undercroft.crypto;
