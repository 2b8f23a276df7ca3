package dev.undercroft.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Says which field of a body is wrong and how to mend it, and never repeats what the field held. */
final class BadBody {

    private BadBody() {}

    /**
     * A required field that is missing is an {@code invalid_request}; every other violation is a
     * {@code validation_error}.
     */
    static Problem violations(ConstraintViolationException thrown) {
        var missing = new ArrayList<String>();
        var fields = new TreeMap<String, String>();
        for (ConstraintViolation<?> violation : thrown.getConstraintViolations()) {
            String field = fieldOf(violation);
            if (violation.getConstraintDescriptor().getAnnotation() instanceof NotNull) {
                missing.add(field);
            }
            fields.put(field, violation.getMessage());
        }
        if (!missing.isEmpty()) {
            return new Problem(
                            ProblemCode.INVALID_REQUEST,
                            "The body lacks the required field '" + missing.get(0) + "'; send it.")
                    .with("fields", missing.stream().collect(Collectors.toMap(f -> f, f -> "is required")));
        }
        return Problem.ofFields(fields);
    }

    /** The problem of a body that could not be read, where that is what went wrong. */
    static Optional<Problem> unreadable(Throwable thrown) {
        // A broken text inside a field comes wrapped as a fault of that field; the text is what is wrong.
        return Causes.first(StreamReadException.class, thrown)
                .map(BadBody::notJson)
                .or(() -> Causes.first(JsonProcessingException.class, thrown).map(BadBody::unreadableJson));
    }

    private static Problem unreadableJson(JsonProcessingException thrown) {
        if (thrown instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return Problem.ofField(path(unknown.getPath()), "is not known here; use one of " + known + ".");
        }
        if (thrown instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return Problem.ofField(path(mapping.getPath()), expectation(mapping));
        }
        if (thrown instanceof MismatchedInputException) {
            return new Problem(ProblemCode.INVALID_REQUEST, "The body is not a JSON object; send one.");
        }
        return notJson(thrown);
    }

    private static Problem notJson(JsonProcessingException thrown) {
        var location = thrown.getLocation();
        String where =
                location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
        return new Problem(
                ProblemCode.INVALID_REQUEST,
                "The body is not valid JSON" + where + "; check quotes, commas, braces and repeated names.");
    }

    private static String expectation(JsonMappingException mapping) {
        if (mapping instanceof InvalidFormatException format
                && format.getTargetType().isEnum()) {
            return "is not one of the known values; use one of "
                    + List.of(format.getTargetType().getEnumConstants()).stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        if (mapping instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "has a wrong type; send " + JsonTypes.describe(mismatch.getTargetType()) + ".";
        }
        return "has a wrong type.";
    }

    private static String path(List<JsonMappingException.Reference> references) {
        var path = new StringBuilder();
        for (var reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(Printable.only(reference.getFieldName()));
            }
        }
        return path.length() > 200 ? path.substring(0, 200) : path.toString();
    }

    private static String fieldOf(ConstraintViolation<?> violation) {
        var names = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .filter(node -> node.getName() != null)
                .collect(Collectors.toList());
        // The first two nodes are the method and its parameter, where a method was validated.
        int skipped =
                switch (violation.getPropertyPath().iterator().next().getKind()) {
                    case METHOD -> names.size() > 2 ? 2 : 1;
                    default -> 0;
                };
        var field = new StringBuilder();
        names.stream().skip(skipped).forEach(node -> append(field, violation, node));
        return field.toString();
    }

    /** A node has the index that it is found at in the list before it; an element of a list has no name of its own. */
    private static void append(StringBuilder field, ConstraintViolation<?> violation, Path.Node node) {
        if (node.getIndex() != null) {
            field.append('[').append(node.getIndex()).append(']');
        }
        if (node.getKind() != ElementKind.CONTAINER_ELEMENT) {
            field.append(field.length() == 0 ? "" : ".").append(wireName(violation, node.getName()));
        }
    }

    /** Records name their fields as JSON has them, but for those that say they are written in snake case. */
    private static String wireName(ConstraintViolation<?> violation, String name) {
        boolean camelCase = violation.getLeafBean() != null
                && !violation.getLeafBean().getClass().isAnnotationPresent(JsonNaming.class);
        return camelCase ? name : snakeCase(name);
    }

    private static String snakeCase(String javaName) {
        return javaName.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
    }

    /** What a Java type looks like in JSON. */
    private static final class JsonTypes {

        private static final Map<String, String> NAMES = Map.of(
                "String", "a string",
                "Integer", "a whole number",
                "int", "a whole number",
                "Boolean", "true or false",
                "boolean", "true or false",
                "List", "an array",
                "ArrayList", "an array");

        static String describe(Class<?> type) {
            return NAMES.getOrDefault(type.getSimpleName(), "an object");
        }
    }
}
