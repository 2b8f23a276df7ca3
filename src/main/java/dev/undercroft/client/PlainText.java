package dev.undercroft.client;

/** Makes what others wrote fit for a message or a terminal: no control characters, one line. Stateless and thread safe. */
public final class PlainText {

    private static final int LONGEST = 300;

    private PlainText() {}

    /** The text in one line. */
    public static String whole(String foreign) {
        StringBuilder plain = new StringBuilder();
        foreign.codePoints().forEach(character -> plain.appendCodePoint(isPlain(character) ? character : ' '));
        return plain.toString().strip();
    }

    /** The same, of 300 characters at most. */
    public static String of(String foreign) {
        int most = Math.min(foreign.length(), 2 * LONGEST);
        String stripped = whole(foreign.substring(0, most));
        if (stripped.length() <= LONGEST) {
            return stripped;
        }
        int end = Character.isHighSurrogate(stripped.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return stripped.substring(0, end);
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            // Format characters turn the direction of a line; separators break it.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
