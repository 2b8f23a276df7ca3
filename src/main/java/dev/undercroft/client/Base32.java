package dev.undercroft.client;

import java.util.Arrays;

/**
 * Base32 of RFC 4648, read as existing clients read it: any case, padding optional, left-over bits dropped. Errors don't
 * quote the text. Stateless and thread safe.
 */
final class Base32 {

    private static final int BITS = 5;

    private Base32() {}

    /** The caller wipes what it gets. */
    static byte[] decode(String text) {
        int length = withoutPadding(text);
        byte[] decoded = new byte[length * BITS / Byte.SIZE];
        if (decoded.length == 0) {
            throw new IllegalArgumentException("the secret is empty or too short; it must be base32");
        }
        int buffer = 0;
        int bits = 0;
        int written = 0;
        for (int index = 0; index < length; index++) {
            buffer = buffer << BITS | value(text.charAt(index), decoded);
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                decoded[written++] = (byte) (buffer >> bits);
            }
        }
        return decoded;
    }

    static void requireValidLength(String text) {
        int left = withoutPadding(text) % 8;
        if (left == 1 || left == 3 || left == 6) {
            throw new IllegalArgumentException(
                    "the secret has a length that base32 never has; a character is missing or too many");
        }
    }

    private static int withoutPadding(String text) {
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) == '=') {
            length--;
        }
        return length;
    }

    private static int value(char symbol, byte[] decoded) {
        if (symbol >= 'A' && symbol <= 'Z') {
            return symbol - 'A';
        }
        if (symbol >= 'a' && symbol <= 'z') {
            return symbol - 'a';
        }
        if (symbol >= '2' && symbol <= '7') {
            return symbol - '2' + 26;
        }
        Arrays.fill(decoded, (byte) 0);
        throw new IllegalArgumentException(
                "the secret must be base32: letters A-Z, digits 2-7 and padding at the end, no spaces");
    }
}
