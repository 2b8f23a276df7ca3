package dev.undercroft.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The error body of everything below {@code /v1}, and of paths that belong to no door. */
@Schema(name = "Error")
public record ErrorEnvelope(Body error) {

    /** What is wrong, for people ({@code message}) and for programs ({@code code}, {@code details}). */
    @Schema(name = "ErrorBody")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Body(
            @Schema(examples = "secret_not_found", required = true)
            String code,

            @Schema(required = true) String message,
            Map<String, Object> details,

            @JsonProperty("request_id") @Schema(examples = "req_0f8fad5bd9cb469fa16570867728950e")
            String requestId) {}

    static ErrorEnvelope of(Problem problem, String requestId) {
        return new ErrorEnvelope(
                new Body(problem.code().wireName(), problem.getMessage(), problem.details(), requestId));
    }
}
