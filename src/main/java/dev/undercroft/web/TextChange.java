package dev.undercroft.web;

import com.fasterxml.jackson.databind.JsonNode;

/** A text field of a change: left out, set to null, or set to a text. Immutable. */
public record TextChange(boolean given, String text) {

    private static final TextChange NONE = new TextChange(false, null);

    /** The field as it was sent; throws a {@code validation_error} for what is neither a text of this length nor null. */
    public static TextChange of(String field, JsonNode sent, int most) {
        if (sent == null) {
            return NONE;
        }
        if (sent.isNull()) {
            return new TextChange(true, null);
        }
        if (!sent.isTextual()) {
            throw Problem.ofField(field, "must be a string or null.");
        }
        String text = sent.textValue();
        if (text.length() > most) {
            throw Problem.ofField(field, "must have at most " + most + " characters.");
        }
        if (!UnicodeText.Check.holds(text)) {
            throw Problem.ofField(field, UnicodeText.RULE);
        }
        return new TextChange(true, text);
    }

    /** The text after the change of what it was. */
    public String over(String was) {
        return given ? text : was;
    }
}
