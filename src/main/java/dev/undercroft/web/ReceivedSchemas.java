package dev.undercroft.web;

import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** The schemas of an API document that bodies of requests have, themselves or somewhere inside. */
final class ReceivedSchemas {

    private static final String PREFIX = "#/components/schemas/";

    private final OpenAPI document;
    private final Set<String> names = new HashSet<>();

    ReceivedSchemas(OpenAPI document) {
        this.document = document;
        document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .flatMap(body -> body.getContent().getMediaTypes().values().stream())
                .map(MediaType::getSchema)
                .forEach(this::visit);
    }

    /** Names below {@code components/schemas}. */
    Set<String> names() {
        return names;
    }

    private void visit(Schema schema) {
        if (schema == null) {
            return;
        }
        if (schema.getRef() != null && names.add(name(schema))) {
            visit(document.getComponents().getSchemas().get(name(schema)));
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(this::visit);
        }
        visit(schema.getItems());
        visit(schema.getAdditionalPropertiesSchema());
        Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
                .filter(Objects::nonNull)
                .flatMap(Collection::stream)
                .forEach(this::visit);
    }

    private static String name(Schema schema) {
        return schema.getRef().startsWith(PREFIX) ? schema.getRef().substring(PREFIX.length()) : schema.getRef();
    }
}
