package dev.undercroft.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads and merges YAML. */
final class Yaml {

    private static final ObjectMapper MAPPER = new YAMLMapper();

    private Yaml() {}

    /** The documents of a text, without empty ones. */
    static List<JsonNode> documents(String text) {
        try (var values = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return values.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    static JsonNode document(String text) {
        return documents(text).get(0);
    }

    static String write(JsonNode document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** One document over another, as helm merges values: maps are merged, everything else is replaced, null removes. */
    static String merge(String below, String above) {
        ObjectNode merged = document(below).deepCopy();
        mergeInto(merged, (ObjectNode) document(above));
        return write(merged);
    }

    private static void mergeInto(ObjectNode below, ObjectNode above) {
        above.fields().forEachRemaining(entry -> {
            JsonNode present = below.get(entry.getKey());
            if (present instanceof ObjectNode map && entry.getValue() instanceof ObjectNode over) {
                mergeInto(map, over);
            } else {
                below.set(entry.getKey(), entry.getValue());
            }
        });
    }
}
