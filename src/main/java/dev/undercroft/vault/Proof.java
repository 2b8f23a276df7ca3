package dev.undercroft.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * What a client shows to say that it holds a vault key ({@code auth_hash}): a bearer's proof, so it is kept as its SHA-256
 * and never written anywhere else. Immutable.
 */
final class Proof {

    private static final Pattern FORM = Pattern.compile(Checks.HASH);

    private final byte[] digest;

    private Proof(byte[] digest) {
        this.digest = digest;
    }

    /** Whether a text can be one. */
    static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }

    /** The proof of a well-formed text. */
    static Proof of(String text) {
        try {
            return new Proof(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What is stored. */
    byte[] digest() {
        return digest.clone();
    }

    /** Whether this is the proof behind a digest; takes the same time for any. */
    boolean matches(byte[] stored) {
        return MessageDigest.isEqual(digest, stored);
    }

    @Override
    public String toString() {
        return "Proof";
    }
}
