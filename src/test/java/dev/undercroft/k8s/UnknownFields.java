package dev.undercroft.k8s;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads objects as the Kubernetes client knows them, and finds fields that it does not know. */
final class UnknownFields {

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private static final String KEPT_UNKNOWN = "additionalProperties";

    private final List<String> found = new ArrayList<>();

    private UnknownFields() {}

    /** Their paths; throws when the text is no object, or of a kind that the client does not know. */
    static List<String> of(String yaml) {
        Object resource = SERIALIZATION.unmarshal(yaml);
        if (resource instanceof GenericKubernetesResource unknown) {
            throw new IllegalArgumentException("unknown kind: " + unknown.getApiVersion() + " " + unknown.getKind());
        }
        var unknown = new UnknownFields();
        unknown.visit(resource, "");
        return unknown.found;
    }

    private void visit(Object value, String path) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> visit(element, path + "." + key));
        } else if (value instanceof Collection<?> collection) {
            int index = 0;
            for (Object element : collection) {
                visit(element, path + "[" + index++ + "]");
            }
        } else if (value != null && value.getClass().getName().startsWith("io.fabric8.")) {
            visitFields(value, path);
        }
    }

    private void visitFields(Object value, String path) {
        for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) || value instanceof Enum<?>) {
                    continue;
                }
                Object content = contentOf(field, value);
                if (field.getName().equals(KEPT_UNKNOWN)) {
                    ((Map<?, ?>) content).keySet().forEach(key -> found.add(path + "." + key));
                } else {
                    visit(content, path + "." + field.getName());
                }
            }
        }
    }

    private static Object contentOf(Field field, Object value) {
        try {
            field.setAccessible(true);
            return field.get(value);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }
}
