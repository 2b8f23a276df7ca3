package dev.undercroft.client;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What makes one-time codes (RFC 6238). Immutable; {@code toString} does not show the secret.
 *
 * @param secret base32 of RFC 4648 in any case, padding optional
 * @param digits 6 or 8
 * @param period 30 or 60 seconds
 * @param issuer {@code ""} for none
 * @param accountName {@code ""} for none
 */
public record Totp(String secret, TotpAlgorithm algorithm, int digits, int period, String issuer, String accountName) {

    /** How many digits a code has when nothing is said. */
    public static final int DEFAULT_DIGITS = 6;
    /** How many seconds a code lives when nothing is said. */
    public static final int DEFAULT_PERIOD = 30;

    private static final int[] POWERS = {1_000_000, 100_000_000};

    /**
     * Checks everything.
     *
     * @throws IllegalArgumentException that says which part can't be used, without the secret
     */
    public Totp {
        Objects.requireNonNull(algorithm);
        Objects.requireNonNull(issuer);
        Objects.requireNonNull(accountName);
        if (digits != 6 && digits != 8) {
            throw new IllegalArgumentException("digits must be 6 or 8, not " + digits);
        }
        if (period != 30 && period != 60) {
            throw new IllegalArgumentException("the period must be 30 or 60 seconds, not " + period);
        }
        Arrays.fill(Base32.decode(secret), (byte) 0);
    }

    /** With SHA-1, 6 digits and 30 seconds. */
    public static Totp of(String secret) {
        return new Totp(secret, TotpAlgorithm.SHA1, DEFAULT_DIGITS, DEFAULT_PERIOD, "", "");
    }

    /**
     * Reads what a QR code holds.
     *
     * @param uri as in {@code otpauth://totp/Example:alice?secret=...}
     * @throws IllegalArgumentException that says which part can't be used, without the secret
     */
    public static Totp parse(String uri) {
        return OtpAuthUri.parse(uri);
    }

    /**
     * The code of a moment.
     *
     * @throws IllegalArgumentException when it lies before 1970
     */
    public TotpCode codeAt(Instant moment) {
        long seconds = moment.getEpochSecond();
        if (seconds < 0) {
            throw new IllegalArgumentException("the clock stands before 1970; set it");
        }
        long counter = seconds / period;
        long start = counter * period;
        return new TotpCode(code(counter), start, start + period, (int) (start + period - seconds));
    }

    /**
     * Refuses lengths of base32 that some readers refuse.
     *
     * @throws IllegalArgumentException when the secret has such a length
     */
    void requireReadableEverywhere() {
        Base32.requireValidLength(secret);
    }

    private String code(long counter) {
        byte[] key = Base32.decode(secret);
        try {
            Mac mac = Mac.getInstance(algorithm.mac());
            mac.init(new SecretKeySpec(key, algorithm.mac()));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
            // Dynamic truncation, RFC 4226 5.3.
            int offset = hash[hash.length - 1] & 0xf;
            int truncated = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            String code = Integer.toString(truncated % (digits == 6 ? POWERS[0] : POWERS[1]));
            return "0".repeat(digits - code.length()) + code;
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this Java runtime has no " + algorithm.mac(), absent);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Totp[" + algorithm + ", digits=" + digits + ", period=" + period + ", secret=hidden]";
    }
}
