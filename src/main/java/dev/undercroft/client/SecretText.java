package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The UTF-8 of a vault key or recovery code as it was typed: nothing is trimmed, folded or normalised. Wiped when it is
 * closed. For one thread.
 */
final class SecretText implements AutoCloseable {

    private final byte[] utf8;

    private SecretText(byte[] utf8) {
        this.utf8 = utf8;
    }

    /**
     * Copies a text; the caller wipes his own.
     *
     * @throws VaultException {@link Reason#INVALID_INPUT} when it is empty or not well-formed Unicode
     */
    static SecretText of(char[] text) {
        if (text.length == 0) {
            throw new VaultException(Reason.INVALID_INPUT, "the vault key is empty");
        }
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        byte[] room = new byte[text.length * (int) Math.ceil(encoder.maxBytesPerChar())];
        try {
            ByteBuffer target = ByteBuffer.wrap(room);
            CoderResult result = encoder.encode(CharBuffer.wrap(text), target, true);
            if (result.isError()) {
                result.throwException();
            }
            encoder.flush(target);
            return new SecretText(Arrays.copyOf(room, target.position()));
        } catch (CharacterCodingException malformed) {
            throw new VaultException(Reason.INVALID_INPUT, "the vault key is not well-formed Unicode; type it anew");
        } finally {
            Arrays.fill(room, (byte) 0);
        }
    }

    /** The bytes themselves, no copy. */
    byte[] utf8() {
        return utf8;
    }

    @Override
    public void close() {
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public String toString() {
        return "SecretText[hidden]";
    }
}
