package dev.undercroft.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opaque, authenticated cursors for keyset paging. A cursor holds the key of the last row and is bound to the list it
 * came from (door, realm, filters), so that it can neither be forged nor carried to another list. Thread safe.
 */
public final class Cursors {

    private static final int TAG_BYTES = 16;
    private static final int LONGEST = 2048;

    private final Supplier<List<byte[]>> keys;

    /** The first of these keys makes cursors, all of them prove one; asked each time, since keys are rotated. */
    public Cursors(Supplier<List<byte[]>> keys) {
        this.keys = keys;
    }

    /** A cursor behind the row with this key, in the list that {@code list} describes. */
    public String after(String rowKey, String list) {
        byte[] position = rowKey.getBytes(StandardCharsets.UTF_8);
        byte[] cursor = Arrays.copyOf(tag(keys.get().get(0), position, list), TAG_BYTES + position.length);
        System.arraycopy(position, 0, cursor, TAG_BYTES, position.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** The row key of a cursor of this list; throws {@code invalid_cursor} when it is not one of ours. */
    public String position(String cursor, String list) {
        byte[] bytes = decoded(cursor);
        if (bytes.length <= TAG_BYTES) {
            throw new Problem(ProblemCode.INVALID_CURSOR);
        }
        byte[] position = Arrays.copyOfRange(bytes, TAG_BYTES, bytes.length);
        byte[] tag = Arrays.copyOf(bytes, TAG_BYTES);
        if (keys.get().stream().noneMatch(key -> MessageDigest.isEqual(tag(key, position, list), tag))) {
            throw new Problem(ProblemCode.INVALID_CURSOR);
        }
        return new String(position, StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String cursor) {
        if (cursor.length() > LONGEST) {
            throw new Problem(ProblemCode.INVALID_CURSOR);
        }
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            throw new Problem(ProblemCode.INVALID_CURSOR);
        }
    }

    private static byte[] tag(byte[] key, byte[] position, String list) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(list.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(position), TAG_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK has no HmacSHA256", impossible);
        }
    }
}
