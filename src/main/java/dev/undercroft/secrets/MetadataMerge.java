package dev.undercroft.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Merges what a request says of a secret into what is stored (secrets specification, sections 1.6 and 1.9): per key,
 * arrays whole, {@code null} removes. Metadata is not secret and is searched, so it is kept in the clear.
 */
@ApplicationScoped
class MetadataMerge {

    private static final int MOST_BYTES = 16_384;
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_TAG = 128;
    private static final int LONGEST_TEXT = 1000;

    @Inject
    ObjectMapper json;

    /** The stored object with the changes; {@code changes} may be null or JSON null, which change nothing. */
    String merge(String stored, JsonNode changes) {
        if (changes == null || changes.isNull()) {
            return stored;
        }
        if (!changes.isObject()) {
            throw Problem.ofField("metadata", "must be an object.");
        }
        validate(changes);
        ObjectNode merged = parse(stored);
        changes.fields().forEachRemaining(change -> {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                merged.set(change.getKey(), change.getValue());
            }
        });
        String text = merged.toString();
        if (text.length() > MOST_BYTES) {
            throw Problem.ofField("metadata", "must have at most 16384 characters of JSON in all.");
        }
        return text;
    }

    private ObjectNode parse(String stored) {
        try {
            return (ObjectNode) json.readTree(stored);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("stored metadata can't be read", damaged);
        }
    }

    private static void validate(JsonNode metadata) {
        requireText(metadata, "description");
        requireText(metadata, "owner");
        requireTags(metadata.get("tags"));
        // PostgreSQL's jsonb can't hold the character U+0000.
        if (metadata.toString().contains("\\u0000")) {
            throw Problem.ofField("metadata", "must not hold the character U+0000.");
        }
    }

    private static void requireText(JsonNode metadata, String field) {
        JsonNode value = metadata.get(field);
        if (value == null || value.isNull()) {
            return;
        }
        if (!value.isTextual() || value.textValue().length() > LONGEST_TEXT) {
            throw Problem.ofField("metadata." + field, "must be a string of at most 1000 characters.");
        }
    }

    private static void requireTags(JsonNode tags) {
        if (tags == null || tags.isNull()) {
            return;
        }
        boolean fits = tags.isArray() && tags.size() <= MOST_TAGS;
        for (JsonNode tag : tags) {
            fits &= tag.isTextual()
                    && !tag.textValue().isEmpty()
                    && tag.textValue().length() <= LONGEST_TAG;
        }
        if (!fits) {
            throw Problem.ofField(
                    "metadata.tags", "must be an array of at most 50 strings, each of 1 to 128 characters.");
        }
    }
}
