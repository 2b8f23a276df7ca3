package dev.undercroft.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Holds JSON against the schemas of an API document, in the few words of JSON Schema that ours uses. */
final class JsonSchema {

    private final JsonNode document;
    private final List<String> findings = new ArrayList<>();

    private JsonSchema(JsonNode document) {
        this.document = document;
    }

    /** What does not fit, each finding with its place; empty when all does. */
    static List<String> findings(JsonNode document, JsonNode schema, JsonNode value) {
        var check = new JsonSchema(document);
        check.check("$", schema, value);
        return check.findings;
    }

    private void check(String place, JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            check(place, document.at(schema.get("$ref").textValue().substring(1)), value);
        } else if (schema.has("anyOf")) {
            checkAny(place, schema.get("anyOf"), value);
        } else if (schema.has("type")) {
            checkType(place, schema, value);
        }
    }

    private void checkAny(String place, JsonNode choices, JsonNode value) {
        for (JsonNode choice : choices) {
            if (findings(document, choice, value).isEmpty()) {
                return;
            }
        }
        findings.add(place + " fits none of " + choices);
    }

    private void checkType(String place, JsonNode schema, JsonNode value) {
        String type = value.isIntegralNumber()
                ? "integer"
                : value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        JsonNode allowed = schema.get("type");
        boolean fits = allowed.isArray()
                ? allowed.toString().contains('"' + type + '"')
                : allowed.asText().equals(type);
        if (!fits) {
            findings.add(place + " is of the type " + type + ", not " + allowed);
        } else if (schema.has("enum") && !schema.get("enum").toString().contains(value.toString())) {
            findings.add(place + " is none of " + schema.get("enum"));
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(place + "[" + i + "]", schema.path("items"), value.get(i));
        }
        if (value.isObject()) {
            checkFields(place, schema, value);
        }
    }

    private void checkFields(String place, JsonNode schema, JsonNode value) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.textValue())) {
                findings.add(place + " has no " + name);
            }
        });
        value.fields().forEachRemaining(field -> {
            JsonNode declared = schema.path("properties").path(field.getKey());
            if (!declared.isMissingNode()) {
                check(place + "." + field.getKey(), declared, field.getValue());
            } else if (schema.has("additionalProperties")) {
                check(place + "." + field.getKey(), schema.get("additionalProperties"), field.getValue());
            } else {
                findings.add(place + "." + field.getKey() + " is not declared");
            }
        });
    }
}
