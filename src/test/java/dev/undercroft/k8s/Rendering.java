package dev.undercroft.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What helm or kustomize made: a text of YAML documents. */
record Rendering(String text) {

    /** The objects as trees. */
    List<JsonNode> objects() {
        return Yaml.documents(text);
    }

    /** The objects by kind and name. */
    Map<String, JsonNode> byName() {
        var named = new TreeMap<String, JsonNode>();
        objects().forEach(object -> named.put(nameOf(object), object));
        return named;
    }

    static String nameOf(JsonNode object) {
        return object.path("kind").asText() + "/"
                + object.path("metadata").path("name").asText();
    }

    /** The objects of a kind. */
    List<JsonNode> ofKind(String kind) {
        return objects().stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    /** The only object of a kind. */
    JsonNode the(String kind) {
        List<JsonNode> found = ofKind(kind);
        if (found.size() != 1) {
            throw new AssertionError("there are " + found.size() + " objects of kind " + kind);
        }
        return found.get(0);
    }

    /** The specs of all pods: of Deployments, Jobs, CronJobs and Pods. */
    Map<String, JsonNode> podSpecs() {
        var specs = new TreeMap<String, JsonNode>();
        for (JsonNode object : objects()) {
            JsonNode spec =
                    switch (object.path("kind").asText()) {
                        case "Pod" -> object.path("spec");
                        case "CronJob" -> object.at("/spec/jobTemplate/spec/template/spec");
                        default -> object.at("/spec/template/spec");
                    };
            if (spec.has("containers")) {
                specs.put(nameOf(object), spec);
            }
        }
        return specs;
    }

    /** The variables of a pod's containers. */
    static Stream<JsonNode> variables(JsonNode podSpec) {
        return Stream.of("containers", "initContainers")
                .flatMap(kind -> elements(podSpec.path(kind)))
                .flatMap(container -> elements(container.path("env")));
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return Stream.iterate(0, index -> index < array.size(), index -> index + 1)
                .map(array::get);
    }
}
