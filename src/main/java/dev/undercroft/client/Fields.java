package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes fields one after the other as {@code docs/vault-crypto.md} joins them, so that different fields never give the
 * same bytes. For one thread, used once.
 */
final class Fields {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

    /** Bytes as they are: of fixed length, since nothing tells where they end. */
    Fields bytes(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    /**
     * {@code lp(text)}: the length of its UTF-8 in four bytes, big-endian, and then that.
     *
     * @throws VaultException {@link Reason#INVALID_INPUT} when it is not well-formed: every unpaired surrogate would be
     *     written as the same question mark, and two texts would become one
     */
    Fields text(String text) {
        if (!isWellFormed(text)) {
            throw new VaultException(Reason.INVALID_INPUT, "a text is not well-formed Unicode; write it anew");
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    Fields number(int value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        return this;
    }

    Fields number(long value) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    /** Whether UTF-8 can write a text and give it back. */
    static boolean isWellFormed(String text) {
        return text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
}
