package dev.undercroft.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** How values would look in bytes that were written, and the search for them: in one pass, however many there are. */
final class Forms {

    /** As many as chance does not write. */
    private static final int SHORTEST = 20;

    private static final int HASH_BITS = 22;

    private final List<String> forms;
    private final BitSet beginnings = new BitSet(1 << HASH_BITS);

    private Forms(List<String> forms) {
        assertThat(forms).isNotEmpty().allMatch(form -> form.length() > SHORTEST);
        this.forms = forms;
        forms.forEach(form -> beginnings.set(beginning(form, 0)));
    }

    /** These texts in every form, and others just as they stand. */
    static Forms of(Collection<String> texts, String... asTheyStand) {
        return ofBytes(
                texts.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                asTheyStand);
    }

    /** These bytes as they are, in hexadecimal, and in base64 at each of the three offsets that they can have there. */
    static Forms ofBytes(Collection<byte[]> values, String... asTheyStand) {
        List<String> forms = new ArrayList<>(List.of(asTheyStand));
        for (byte[] value : values) {
            forms.add(new String(value, StandardCharsets.ISO_8859_1));
            forms.add(HexFormat.of().formatHex(value));
            forms.add(HexFormat.of().withUpperCase().formatHex(value));
            for (int offset = 0; offset < 3; offset++) {
                byte[] shifted = new byte[offset + value.length];
                System.arraycopy(value, 0, shifted, offset, value.length);
                String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
                // The first and the last characters depend on what stands around.
                forms.add(encoded.substring(4, encoded.length() - 3));
            }
        }
        return new Forms(forms);
    }

    /** One that stands in a text, whose characters are bytes (ISO 8859-1). */
    Optional<String> in(String text) {
        for (int at = 0; at + SHORTEST < text.length(); at++) {
            if (beginnings.get(beginning(text, at))) {
                for (String form : forms) {
                    if (text.startsWith(form, at)) {
                        return Optional.of(form);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static int beginning(String text, int at) {
        int start = text.charAt(at) << 24 ^ text.charAt(at + 1) << 16 ^ text.charAt(at + 2) << 8 ^ text.charAt(at + 3);
        return start * 0x9E3779B1 >>> Integer.SIZE - HASH_BITS;
    }
}
