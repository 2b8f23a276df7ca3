package dev.undercroft.web;

/** Text from outside, made fit for a log or an audit row. */
public final class Printable {

    private Printable() {}

    /** The text with every control and unpaired character replaced by {@code '?'}. */
    public static String only(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                if (clean == null) {
                    clean = new StringBuilder(text);
                }
                clean.setCharAt(i, '?');
            }
        }
        return clean == null ? text : clean.toString();
    }
}
