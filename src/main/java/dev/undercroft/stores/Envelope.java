package dev.undercroft.stores;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What every answer of this door is wrapped in. Some clients look at the status alone, others at {@code success} alone, so
 * both always agree.
 */
final class Envelope {

    private Envelope() {}

    /** What went wrong. */
    @Schema(name = "StoresErrorDetail")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fault(
            @Schema(required = true) int code,
            @Schema(required = true) String message,

            @Schema(description = "which part of the request is meant")
            Source source) {}

    /** A part of a request. */
    @Schema(name = "StoresErrorSource")
    public record Source(
            @Schema(description = "a JSON pointer, or the name of a parameter")
            String pointer) {}

    /** A refusal. */
    @Schema(name = "StoresError")
    public record Failure(
            boolean success,
            List<Fault> errors,
            List<String> messages,

            @Schema(nullable = true, implementation = Object.class)
            Object result) {}

    /** Which part of a list a page is. */
    @Schema(name = "StoresPage")
    public record Page(
            int count,
            int page,
            @JsonProperty("per_page") int perPage,
            @JsonProperty("total_count") long totalCount,
            @JsonProperty("total_pages") long totalPages) {}
}
