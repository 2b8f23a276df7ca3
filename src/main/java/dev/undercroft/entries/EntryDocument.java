package dev.undercroft.entries;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.web.UnicodeText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Entries as they stand in requests and answers; only {@link Revealed} holds a value. */
final class EntryDocument {

    static final Set<String> ENVIRONMENTS = Set.of("development", "staging", "production");
    static final int LONGEST_NOTES = 2000;

    private static final String VALUE =
            "a string; of a group category an object of strings, as JSON text in a string or as it is";

    private EntryDocument() {}

    /** An entry to make. */
    @Schema(name = "EntryDraft")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Draft(
            @NotNull String categoryId,

            @NotNull @UnicodeText @Size(min = 1, max = 255, message = "must have 1 to 255 characters.")
            String name,

            @NotNull @Schema(description = VALUE, ref = "EntryValue", required = true)
            JsonNode value,

            @Schema(description = "development, staging or production", nullable = true)
            String environment,

            @UnicodeText
            @Size(max = LONGEST_NOTES, message = "must have at most 2000 characters.")
            @Schema(nullable = true)
            String notes) {

        @Override
        public String toString() {
            return "Draft[" + name + "]";
        }
    }

    /** What changes of an entry; what is left out stays. */
    @Schema(name = "EntryChange")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Change(
            @UnicodeText @Size(min = 1, max = 255, message = "must have 1 to 255 characters.")
            String name,

            @Schema(description = VALUE, ref = "EntryValue") JsonNode value,

            @Schema(implementation = String.class, nullable = true)
            JsonNode environment,

            @Schema(implementation = String.class, nullable = true)
            JsonNode notes) {

        @Override
        public String toString() {
            return "Change[" + name + "]";
        }
    }

    /** An entry without its value. */
    @Schema(name = "Entry")
    public record Full(
            String id,
            String categoryId,
            String name,
            @Schema(nullable = true) String environment,
            @Schema(nullable = true) String notes,
            String createdAt,
            String updatedAt) {}

    /** What a list says of an entry's category. */
    @Schema(name = "EntryCategory")
    public record OfCategory(
            String name,
            String keyType,
            @Schema(nullable = true) String envVarName,
            @Schema(nullable = true) String icon) {}

    /** An entry in a list. */
    @Schema(name = "EntryRow")
    public record Row(
            String id,
            String categoryId,
            String name,
            @Schema(nullable = true) String environment,
            @Schema(nullable = true) String notes,
            String createdAt,
            String updatedAt,
            OfCategory category) {}

    /** An entry's value. */
    @Schema(name = "EntryRevealed")
    public record Revealed(
            String id,
            String name,
            @JsonRawValue @Schema(ref = "EntryValue") String value,
            @Schema(nullable = true) String environment) {

        @Override
        public String toString() {
            return "Revealed[" + id + "]";
        }
    }
}
