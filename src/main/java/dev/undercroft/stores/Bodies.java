package dev.undercroft.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Bodies as JSON, whatever their type says: a real client sends its JSON as plain text. Thread safe. */
@ApplicationScoped
class Bodies {

    private static final int MOST_AT_ONCE = 100;

    @Inject
    ObjectMapper json;

    /** The object that a body is; throws {@code invalid_json_body} for anything else. */
    JsonNode object(byte[] body) {
        JsonNode node = read(body);
        if (!node.isObject()) {
            throw StoresProblems.invalidJsonBody();
        }
        return node;
    }

    /** The objects that a body is an array of, at least one; throws {@code invalid_json_body} for anything else. */
    List<JsonNode> objects(byte[] body) {
        JsonNode node = read(body);
        List<JsonNode> objects = new ArrayList<>();
        node.forEach(objects::add);
        if (objects.size() > MOST_AT_ONCE) {
            throw StoresProblems.invalid("too_many_items", "send at most 100 at once", "");
        }
        if (!node.isArray() || objects.isEmpty() || !objects.stream().allMatch(JsonNode::isObject)) {
            throw StoresProblems.invalidJsonBody();
        }
        return objects;
    }

    /** Whether a body is an array. */
    boolean isArray(byte[] body) {
        return read(body).isArray();
    }

    private JsonNode read(byte[] body) {
        if (body == null || body.length == 0) {
            throw StoresProblems.invalidJsonBody();
        }
        try {
            return json.readTree(body);
        } catch (IOException unreadable) {
            // Without the cause: its message can repeat values.
            throw StoresProblems.invalidJsonBody();
        }
    }
}
