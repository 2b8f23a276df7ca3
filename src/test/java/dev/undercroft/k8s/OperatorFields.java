package dev.undercroft.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds the spec of an object that the Kubernetes client has no class for against a list of fields. A field is a path;
 * {@code []} goes into an array, {@code *} is any name, and {@code !} after a step says that it must be there whenever
 * what holds it is.
 */
final class OperatorFields {

    private final List<String> found = new ArrayList<>();

    private OperatorFields() {}

    /** What is unknown and what is missing; nothing where the object is sound. */
    static List<String> violations(JsonNode object, Set<String> fields) {
        var check = new OperatorFields();
        check.visit(object.path("spec"), "spec", below("spec", fields));
        return check.found;
    }

    private void visit(JsonNode value, String path, Set<String> fields) {
        if (value.isArray()) {
            Rendering.elements(value).forEach(element -> visit(element, path, fields));
            return;
        }
        if (!value.isObject()) {
            return;
        }
        value.fields().forEachRemaining(entry -> {
            Set<String> inner = below(entry.getKey(), fields);
            if (inner.isEmpty()) {
                found.add("unknown " + path + "." + entry.getKey());
            } else {
                visit(entry.getValue(), path + "." + entry.getKey(), inner);
            }
        });
        Set<String> required = new LinkedHashSet<>();
        fields.stream()
                .map(OperatorFields::step)
                .filter(step -> step.endsWith("!"))
                .forEach(required::add);
        required.stream()
                .map(step -> step.substring(0, step.length() - 1))
                .filter(name -> !value.has(name))
                .forEach(name -> found.add("missing " + path + "." + name));
    }

    /** What is known below a name; {@code ""} stands for the end of a path. */
    private static Set<String> below(String name, Set<String> fields) {
        Set<String> inner = new LinkedHashSet<>();
        for (String field : fields) {
            String step = step(field);
            String bare = step.replace("!", "").replace("[]", "");
            if (bare.equals(name) || bare.equals("*")) {
                inner.add(field.length() == step.length() ? "" : field.substring(step.length() + 1));
            }
        }
        return inner;
    }

    private static String step(String field) {
        int dot = field.indexOf('.');
        return dot < 0 ? field : field.substring(0, dot);
    }
}
