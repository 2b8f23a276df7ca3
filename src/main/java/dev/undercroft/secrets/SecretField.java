package dev.undercroft.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One field of a value, for consumers that need no more. Thread safe. */
@ApplicationScoped
class SecretField {

    @Inject
    ObjectMapper json;

    /** The field as it is when it is a text, else as JSON; throws {@code field_not_found}. */
    String text(String data, String field) {
        JsonNode value = find(data, field);
        return value.isTextual() ? value.textValue() : value.toString();
    }

    /** A value with this field alone; throws {@code field_not_found}. */
    String alone(String data, String field) {
        return JsonNodeFactory.instance
                .objectNode()
                .set(field, find(data, field))
                .toString();
    }

    private JsonNode find(String data, String field) {
        JsonNode value;
        try {
            value = json.readTree(data).get(field);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a stored value is no JSON", impossible);
        }
        if (value == null) {
            // The event of the read was durable before the value was here.
            throw new Problem(ProblemCode.FIELD_NOT_FOUND).onRecord();
        }
        return value;
    }
}
