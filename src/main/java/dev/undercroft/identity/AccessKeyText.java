package dev.undercroft.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of an access key: {@code uck_}, 32 random bytes as 43 characters of base64url, and the CRC-32 of all that as six
 * more, so that a scanner can tell a leaked key from other text without asking anybody. Stateless and thread safe.
 */
public final class AccessKeyText {

    private static final String PREFIX = "uck_";
    private static final int RANDOM_BYTES = 32;
    private static final int CHECKSUM_CHARACTERS = 6;
    private static final int SHOWN_CHARACTERS = PREFIX.length() + 4;
    private static final Pattern FORM = Pattern.compile("uck_[A-Za-z0-9_-]{49}");
    private static final Pattern MEANT = Pattern.compile("uck_[A-Za-z0-9_-]+");
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private AccessKeyText() {}

    /** A new key; whoever asks for it shows it once and keeps {@link #digest} and {@link #prefix}. */
    public static String fresh(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String unchecked = PREFIX + BASE64URL.encodeToString(bytes);
        return unchecked + checksum(unchecked);
    }

    /** Whether the text means to be an access key, well formed or not. */
    static boolean isMeant(String text) {
        return text.startsWith(PREFIX);
    }

    /** Whether the text has the form of a key and the checksum fits. */
    static boolean isWellFormed(String text) {
        int end = text.length() - CHECKSUM_CHARACTERS;
        return FORM.matcher(text).matches() && text.substring(end).equals(checksum(text.substring(0, end)));
    }

    /** What a list shows of a key, enough to find it by: {@code uck_dGhp}. */
    public static String prefix(String key) {
        return key.substring(0, SHOWN_CHARACTERS);
    }

    /** What is kept of a key: the SHA-256 of the whole text in hex. */
    public static String digest(String key) {
        return CredentialDigest.of(key).hex();
    }

    /** A text without the keys that somebody put into it, as into a path, where none belongs. */
    public static String withoutKeys(String text) {
        return MEANT.matcher(text).replaceAll("uck_...");
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return BASE64URL.encodeToString(
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
    }
}
