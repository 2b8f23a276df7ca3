package dev.undercroft.entries;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.undercroft.web.Problem;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** One-time codes of RFC 6238 as authenticator apps make them: SHA-1, six digits, steps of 30 seconds. Thread safe. */
final class OneTimeCodes {

    private static final Pattern BASE32 = Pattern.compile("[A-Z2-7]{2,1024}");
    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator();

    private OneTimeCodes() {}

    /** The secret in its one spelling; throws a {@code validation_error} for what is not base32 (RFC 4648, section 6). */
    static String secret(String text) {
        String plain = text.replaceAll("[ -]", "").replaceAll("=+$", "").toUpperCase(Locale.ROOT);
        if (!BASE32.matcher(plain).matches()) {
            throw Problem.ofField("secret", "must be base32: letters and the digits 2 to 7, as the service shows it.");
        }
        return plain;
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
