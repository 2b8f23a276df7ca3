package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the key of a vault that a master key opens: tries the proof for each, primary first, and unwraps the first answer.
 * Thread safe.
 */
final class Unlocking {

    private final KeyCalls calls;
    private final VaultMemory memory;
    private final String service;

    Unlocking(KeyCalls calls, VaultMemory memory, String service) {
        this.calls = calls;
        this.memory = memory;
        this.service = service;
    }

    /**
     * Unlocks, and remembers the vault.
     *
     * @return the caller closes it
     * @throws VaultException {@link Reason#NO_KEY_MATCHED}, {@link Reason#DELETED_VAULT}
     */
    OpenedKey unlock(VaultTerms terms, VaultCipher cipher, KeyBytes masterKey) {
        OpenedKey opened = matching(terms, cipher, masterKey);
        try {
            memory.change(service, terms.organization(), remembered -> remembered
                    .map(vault -> vault.unlocked(terms.format(), terms.kdf(), opened.fingerprint()))
                    .orElseGet(() -> RememberedVault.first(terms.format(), terms.kdf(), opened.fingerprint())));
            return opened;
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
    }

    /** The keys in the order in which they are tried. */
    List<VaultKey> keys() {
        return calls.keys().stream()
                .sorted(Comparator.comparing(VaultKey::type))
                .toList();
    }

    private OpenedKey matching(VaultTerms terms, VaultCipher cipher, KeyBytes masterKey) {
        String asked = "";
        UnlockAnswer answer = UnlockAnswer.NO_MATCH;
        for (VaultKey key : keys()) {
            KeyBinding binding = terms.binding(key);
            String proof = cipher.unlockProof(masterKey, binding);
            // In format 1 the proof is the same for every key, in format 2 it is of this one.
            if (!proof.equals(asked)) {
                if (answer.matches()) {
                    break;
                }
                answer = calls.unlock(proof);
                asked = proof;
            }
            Optional<KeyBytes> organizationKey = cipher.unwrap(masterKey, binding, wrapped(answer));
            if (organizationKey.isPresent()) {
                String fingerprint = Fingerprint.of(organizationKey.get(), terms.organization());
                return new OpenedKey(key, organizationKey.get(), proof, fingerprint, answer.secrets());
            }
        }
        throw noKeyMatched(
                answer.matches()
                        ? "the service knows it, but gave a wrapped key that does not open with it: one of somebody"
                                + " else, or one that was changed; ask who runs the service"
                        : "check it, and that it was not replaced or revoked");
    }

    static VaultException noKeyMatched(String why) {
        return new VaultException(
                Reason.NO_KEY_MATCHED, "no vault key matched the vault key or recovery code that was given: " + why);
    }

    private static byte[] wrapped(UnlockAnswer answer) {
        try {
            return Base64.getDecoder().decode(answer.wrappedKey());
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }
}
