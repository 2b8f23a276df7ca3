package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * What a new vault key must have; never asked of a key that unlocks. Length counts code points, the strictest reading of
 * those that exist. Stateless and thread safe.
 */
public final class VaultKeyStrength {

    private static final int LEAST_CHARACTERS = 16;

    private static final List<String> KINDS =
            List.of("a letter A-Z", "a letter a-z", "a digit", "a character that is neither letter nor digit");

    private VaultKeyStrength() {}

    /**
     * Refuses a weak vault key.
     *
     * @throws VaultException {@link Reason#WEAK_VAULT_KEY}, which says what is missing
     */
    public static void require(char[] vaultKey) {
        List<String> missing = new ArrayList<>();
        if (Character.codePointCount(vaultKey, 0, vaultKey.length) < LEAST_CHARACTERS) {
            missing.add("at least " + LEAST_CHARACTERS + " characters");
        }
        int kinds = 0;
        for (char character : vaultKey) {
            kinds |= 1 << kind(character);
        }
        for (int kind = 0; kind < KINDS.size(); kind++) {
            if ((kinds & 1 << kind) == 0) {
                missing.add(KINDS.get(kind));
            }
        }
        if (!missing.isEmpty()) {
            throw new VaultException(
                    Reason.WEAK_VAULT_KEY, "the vault key is too weak; it needs " + String.join(", ", missing));
        }
    }

    private static int kind(char character) {
        if (character >= 'A' && character <= 'Z') {
            return 0;
        }
        if (character >= 'a' && character <= 'z') {
            return 1;
        }
        return character >= '0' && character <= '9' ? 2 : 3;
    }
}
