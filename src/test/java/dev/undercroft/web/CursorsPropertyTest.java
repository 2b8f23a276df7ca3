package dev.undercroft.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** A cursor leads back to its row in its own list, and nowhere else. */
class CursorsPropertyTest {

    private final Cursors cursors = new Cursors(() -> List.of(key(0), key(1)));

    @Property
    void aCursorLeadsBackToItsRow(
            @ForAll @AlphaChars @StringLength(min = 1, max = 512) String row, @ForAll String list) {
        assertThat(cursors.position(cursors.after(row, list), list)).isEqualTo(row);
    }

    @Property
    void aCursorNeedsNoEncodingInAQuery(
            @ForAll @AlphaChars @StringLength(min = 1, max = 512) String row, @ForAll String list) {
        assertThat(cursors.after(row, list)).matches("[A-Za-z0-9_-]+");
    }

    @Property
    void aCursorOfOneListIsRefusedInAnother(
            @ForAll @AlphaChars @StringLength(min = 1, max = 40) String row,
            @ForAll @AlphaChars String list,
            @ForAll @AlphaChars String other) {
        Assume.that(!list.equals(other));
        String cursor = cursors.after(row, list);

        assertRefused(cursors, cursor, other);
    }

    @Property
    void aCursorWithASingleChangedBitIsRefused(
            @ForAll @AlphaChars @StringLength(min = 1, max = 40) String row, @ForAll @IntRange(max = 10_000) int at) {
        byte[] bytes = Base64.getUrlDecoder().decode(cursors.after(row, "list"));
        int bit = at % (bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));

        assertRefused(cursors, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), "list");
    }

    @Property
    void aCursorThatWasCutIsRefused(
            @ForAll @AlphaChars @StringLength(min = 1, max = 40) String row, @ForAll @IntRange(max = 10_000) int at) {
        String cursor = cursors.after(row, "list");

        assertRefused(cursors, cursor.substring(0, at % cursor.length()), "list");
    }

    @Property
    void whatIsNoCursorIsRefused(@ForAll String text) {
        assertRefused(cursors, text, "list");
    }

    @Property
    void aCursorOfAnotherKeyIsRefused(@ForAll @AlphaChars @StringLength(min = 1, max = 40) String row) {
        assertRefused(new Cursors(() -> List.of(key(2))), cursors.after(row, "list"), "list");
    }

    @Property
    void aCursorOutlivesARotationOfItsKey(@ForAll @AlphaChars @StringLength(min = 1, max = 40) String row) {
        Cursors behind = new Cursors(() -> List.of(key(0)));
        Cursors ahead = new Cursors(() -> List.of(key(0), key(1)));
        Cursors retired = new Cursors(() -> List.of(key(1)));

        assertThat(behind.position(ahead.after(row, "list"), "list")).isEqualTo(row);
        assertThat(ahead.position(behind.after(row, "list"), "list")).isEqualTo(row);
        assertThat(ahead.position(retired.after(row, "list"), "list")).isEqualTo(row);
    }

    private static byte[] key(int number) {
        byte[] key = new byte[32];
        key[31] = (byte) number;
        return key;
    }

    private static void assertRefused(Cursors cursors, String cursor, String list) {
        assertThatThrownBy(() -> cursors.position(cursor, list))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_CURSOR));
    }
}
