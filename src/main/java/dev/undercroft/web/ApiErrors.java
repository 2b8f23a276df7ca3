package dev.undercroft.web;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Declares in the API document what operations of a door can answer besides their success. Immutable. */
public final class ApiErrors {

    private final String schema;

    /** Errors whose body is this schema below {@code components/schemas}. */
    public ApiErrors(String schema) {
        this.schema = schema;
    }

    /** Adds errors, by status, where the operation declares none with a body. */
    public void add(Operation operation, Map<Integer, String> descriptions) {
        descriptions.forEach((status, description) -> {
            String code = Integer.toString(status);
            APIResponse declared = operation.getResponses().getAPIResponse(code);
            if (declared == null || declared.getContent() == null) {
                operation.getResponses().addAPIResponse(code, error(description));
            }
        });
    }

    private APIResponse error(String description) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + schema))));
    }
}
