package dev.undercroft.entries;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.web.UnicodeText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Categories as they stand in requests and answers. */
final class CategoryDocument {

    static final int LONGEST_NAME = 255;
    static final int LONGEST_ICON = 50;
    static final int LONGEST_DESCRIPTION = 1000;

    private CategoryDocument() {}

    /** A category to make. */
    @Schema(name = "CategoryDraft")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Draft(
            @NotNull @UnicodeText @Size(min = 1, max = LONGEST_NAME, message = "must have 1 to 255 characters.")
            String name,

            @NotNull @Schema(enumeration = {"simple", "group"})
            String keyType,

            @Schema(description = "the variable of a simple category", nullable = true, examples = "OPENAI_API_KEY")
            String envVarName,

            @Schema(description = "the variables of a group category, in order", nullable = true)
            List<@NotNull String> fieldDefinitions,

            @UnicodeText
            @Size(max = LONGEST_ICON, message = "must have at most 50 characters.")
            @Schema(nullable = true)
            String icon,

            @UnicodeText
            @Size(max = LONGEST_DESCRIPTION, message = "must have at most 1000 characters.")
            @Schema(nullable = true)
            String description) {}

    /** What changes of a category; what is left out stays. */
    @Schema(name = "CategoryChange")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Change(
            @UnicodeText @Size(min = 1, max = LONGEST_NAME, message = "must have 1 to 255 characters.")
            String name,

            @Schema(enumeration = {"simple", "group"}) String keyType,

            @Schema(implementation = String.class, nullable = true)
            JsonNode envVarName,

            @Schema(type = SchemaType.ARRAY, implementation = String.class, nullable = true)
            JsonNode fieldDefinitions,

            @Schema(implementation = String.class, nullable = true)
            JsonNode icon,

            @Schema(implementation = String.class, nullable = true)
            JsonNode description) {}

    /** A category. */
    @Schema(name = "Category")
    public record Full(
            String id,

            @Schema(description = "the owner, a token's sub")
            String userId,

            String name,
            @Schema(enumeration = {"simple", "group"}) String keyType,
            @Schema(nullable = true) String envVarName,
            @Schema(nullable = true) List<String> fieldDefinitions,
            @Schema(nullable = true) String icon,
            @Schema(nullable = true) String description,
            String createdAt,
            String updatedAt) {}
}
