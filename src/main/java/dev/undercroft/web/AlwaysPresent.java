package dev.undercroft.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

/**
 * Declares the fields that an answer always has as required, null or not, so that clients need not ask whether they are
 * there. Those are the components of a record that is only sent by the service, but for what {@link JsonInclude} leaves
 * out.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class AlwaysPresent implements OASFilter {

    private final IndexView index;

    public AlwaysPresent(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        Set<String> received = new ReceivedSchemas(document).names();
        for (var named : index.getAnnotations(org.eclipse.microprofile.openapi.annotations.media.Schema.class)) {
            String name = named.value("name") == null ? "" : named.value("name").asString();
            if (isRecord(named) && schemas.containsKey(name) && !received.contains(name)) {
                require(schemas.get(name), named.target().asClass());
            }
        }
    }

    private static boolean isRecord(AnnotationInstance annotation) {
        return annotation.target().kind() == org.jboss.jandex.AnnotationTarget.Kind.CLASS
                && annotation.target().asClass().isRecord();
    }

    private static void require(Schema schema, ClassInfo type) {
        Set<String> required = new HashSet<>(schema.getRequired() == null ? List.of() : schema.getRequired());
        type.recordComponents().stream()
                .filter(component -> isAlwaysSent(type, component))
                .map(component -> wireName(type, component))
                .forEach(required::add);
        if (!required.isEmpty()) {
            schema.setRequired(schema.getProperties().keySet().stream()
                    .filter(required::contains)
                    .toList());
        }
    }

    private static boolean isAlwaysSent(ClassInfo type, RecordComponentInfo component) {
        return component.type().kind() == Type.Kind.PRIMITIVE
                || !(type.hasDeclaredAnnotation(JsonInclude.class)
                        || type.field(component.name()).hasAnnotation(JsonInclude.class));
    }

    private static String wireName(ClassInfo type, RecordComponentInfo component) {
        AnnotationInstance given = type.field(component.name()).annotation(JsonProperty.class);
        if (given != null) {
            return given.value().asString();
        }
        return type.hasDeclaredAnnotation(JsonNaming.class)
                ? new PropertyNamingStrategies.SnakeCaseStrategy().translate(component.name())
                : component.name();
    }
}
