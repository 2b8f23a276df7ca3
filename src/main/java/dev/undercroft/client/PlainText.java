package dev.undercroft.client;

/** Makes what others wrote fit for a message: no control characters, one line, cut. Stateless and thread safe. */
final class PlainText {

    private static final int LONGEST = 300;

    private PlainText() {}

    static String of(String foreign) {
        StringBuilder plain = new StringBuilder();
        foreign.codePoints()
                .limit(2L * LONGEST)
                .forEach(character -> plain.appendCodePoint(isPlain(character) ? character : ' '));
        String stripped = plain.toString().strip();
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
