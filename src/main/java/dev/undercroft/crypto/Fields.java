package dev.undercroft.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes fields one after the other so that different fields never give the same bytes: a text is its length as four
 * bytes and then its UTF-8, a number is big endian and of fixed length. For one thread, used once.
 */
final class Fields {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

    Fields one(byte value) {
        bytes.write(value);
        return this;
    }

    /**
     * Adds a text.
     *
     * @throws IllegalArgumentException when it is not well-formed: UTF-8 would write every unpaired surrogate as the
     *     same question mark, and two texts would become one
     */
    Fields text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (!text.equals(new String(utf8, StandardCharsets.UTF_8))) {
            throw new IllegalArgumentException("the text is not well-formed Unicode");
        }
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

    /** Adds bytes as they are; only as the last field, since nothing tells where they end. */
    Fields bytes(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
