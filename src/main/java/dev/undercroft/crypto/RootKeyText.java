package dev.undercroft.crypto;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Root keys as text: standard base64 of 32 bytes. Stateless.
 *
 * <p>The text itself can't be wiped from memory; the keys stay there for as long as the service runs anyway.
 */
final class RootKeyText {

    private static final int TEXT_LENGTH = 44;

    private RootKeyText() {}

    /**
     * Reads one key.
     *
     * @param place where the text stands, for the message: "line 3"
     * @throws RootKeyException when the text is no key
     */
    static RootKey read(String text, String place) {
        byte[] bytes = decode(text, place);
        try {
            return RootKey.of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Writes one key. */
    static String write(RootKey rootKey) {
        return Base64.getEncoder().encodeToString(rootKey.key().getEncoded());
    }

    /**
     * Holds a list of keys to what {@link RootKeySource#load} promises.
     *
     * @throws RootKeyException when there is none, or one is there twice
     */
    static List<RootKey> checked(List<RootKey> rootKeys, String place) {
        if (rootKeys.isEmpty()) {
            throw new RootKeyException("there is no root key in " + place + "; make one with: openssl rand -base64 32");
        }
        Set<String> ids = new HashSet<>();
        for (RootKey rootKey : rootKeys) {
            if (!ids.add(rootKey.id())) {
                throw new RootKeyException("root key " + rootKey.id() + " is twice in " + place + "; take one out");
            }
        }
        return List.copyOf(rootKeys);
    }

    private static byte[] decode(String text, String place) {
        if (text.length() == TEXT_LENGTH) {
            try {
                byte[] bytes = Base64.getDecoder().decode(text);
                if (bytes.length == Aes.KEY_BYTES) {
                    return bytes;
                }
                Arrays.fill(bytes, (byte) 0);
            } catch (IllegalArgumentException malformed) {
                throw malformed(place);
            }
        }
        throw malformed(place);
    }

    // Without the cause: the decoder's message names the character that it stumbled on.
    private static RootKeyException malformed(String place) {
        return new RootKeyException("the root key in " + place
                + " is not standard base64 of 32 bytes; make one with: openssl rand -base64 32");
    }
}
