package dev.undercroft.entries;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.web.Printable;
import dev.undercroft.web.Problem;
import dev.undercroft.web.UnicodeText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * Holds a value that is sent against its category, and gives the text that is sealed. Messages name fields and never what
 * they hold. Stateless and thread safe.
 */
@ApplicationScoped
class EntryValue {

    private static final int MOST_BYTES = 64 * 1024;
    private static final String FIELD = "value";
    private static final String OF_GROUP =
            "must be an object of strings, one for each field of the category, or the same as JSON text in a string.";
    private static final int LONGEST_NAME_SHOWN = 100;

    @Inject
    ObjectMapper json;

    /** Refuses what is no value of any category; throws a {@code validation_error}. */
    static void requireForm(JsonNode sent) {
        if (!sent.isTextual() && !sent.isObject()
                || sent.isTextual() && sent.textValue().isEmpty()) {
            throw Problem.ofField(FIELD, "must be an object of strings, or a string of at least one character.");
        }
        if (sent.isTextual()) {
            requireUnicode(FIELD, sent.textValue());
        }
        requireSize(sent.isTextual() ? sent.textValue() : sent.toString());
    }

    /** The text to seal of a value that has the form of one; throws a {@code validation_error} that says what does not fit. */
    String of(Category category, JsonNode sent) {
        String text =
                switch (category.type()) {
                    case SIMPLE -> simple(sent);
                    case GROUP -> group(List.of(category.fieldDefinitions), sent);
                };
        requireSize(text);
        return text;
    }

    private static void requireSize(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw Problem.ofField(FIELD, "must have at most 65536 bytes of UTF-8.");
        }
    }

    private static String simple(JsonNode sent) {
        if (!sent.isTextual()) {
            throw Problem.ofField(FIELD, "must be a string, since the category is simple.");
        }
        return sent.textValue();
    }

    /** The fields in the order of the category. */
    private String group(List<String> names, JsonNode sent) {
        JsonNode fields = sent.isTextual() ? parsed(sent.textValue()) : sent;
        if (!fields.isObject()) {
            throw Problem.ofField(FIELD, OF_GROUP);
        }
        for (Iterator<String> given = fields.fieldNames(); given.hasNext(); ) {
            String name = given.next();
            if (!names.contains(name)) {
                throw Problem.ofField(
                        FIELD, "has the field '" + shown(name) + "', which the category does not define.");
            }
        }
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            JsonNode value = fields.get(name);
            if (value == null) {
                throw Problem.ofField(FIELD, "lacks the field '" + name + "' of the category.");
            }
            if (!value.isTextual()) {
                throw Problem.ofField(FIELD, "must have a string in the field '" + name + "'.");
            }
            requireUnicode(FIELD + "." + name, value.textValue());
            ordered.set(name, value);
        }
        return ordered.toString();
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException unreadable) {
            // Without the cause: its message repeats the text.
            throw Problem.ofField(FIELD, OF_GROUP);
        }
    }

    // No variable of any environment can hold U+0000, so an export could not give it back.
    private static void requireUnicode(String field, String text) {
        if (!UnicodeText.Check.holds(text)) {
            throw Problem.ofField(field, UnicodeText.RULE);
        }
    }

    private static String shown(String name) {
        String printable = Printable.only(name);
        return printable.length() > LONGEST_NAME_SHOWN ? printable.substring(0, LONGEST_NAME_SHOWN) : printable;
    }
}
