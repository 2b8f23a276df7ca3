package dev.undercroft.entries;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.undercroft.web.Problem;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** One-time codes of RFC 6238 as authenticator apps make them: SHA-1, six digits, steps of 30 seconds. Thread safe. */
final class OneTimeCodes {

    private static final Pattern BASE32 = Pattern.compile("[A-Z2-7]{2,1024}");
    private static final int CHARACTERS_OF_A_GROUP = 8;
    // So many characters behind the last whole group are no whole bytes: some got lost.
    private static final Set<Integer> IMPOSSIBLE_REST = Set.of(1, 3, 6);
    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator();

    private OneTimeCodes() {}

    /** The secret in its one spelling; throws a {@code validation_error} for what is not base32 (RFC 4648, section 6). */
    static String secret(String text) {
        var plain = new StringBuilder(text.length());
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '-') {
                plain.append(c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
            }
        }
        if (!BASE32.matcher(plain).matches() || IMPOSSIBLE_REST.contains(plain.length() % CHARACTERS_OF_A_GROUP)) {
            throw Problem.ofField("secret", "must be base32: letters and the digits 2 to 7, as the service shows it.");
        }
        return plain.toString();
    }

    /** The code of a moment. */
    static String code(String secret, Instant at) {
        try {
            var key = new SecretKeySpec(new Base32().decode(secret), GENERATOR.getAlgorithm());
            return GENERATOR.generateOneTimePasswordString(key, at);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("a key of bytes is no key", impossible);
        }
    }

    /** Seconds from a moment until its code is followed by the next one: 30 down to 1. */
    static int remainingSeconds(Instant at) {
        long step = GENERATOR.getTimeStep().toSeconds();
        return (int) (step - Math.floorMod(at.getEpochSecond(), step));
    }
}
