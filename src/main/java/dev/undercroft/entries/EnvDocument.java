package dev.undercroft.entries;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.web.UnicodeText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Env projects and their files as they stand in requests and answers; only {@link Revealed} holds a content. */
final class EnvDocument {

    static final Set<String> FILE_TYPES = Set.of("env", "env.local", "env.production", "env.development");
    static final int LONGEST_DESCRIPTION = 1000;

    private EnvDocument() {}

    /** An env project to make. */
    @Schema(name = "EnvDraft")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Draft(
            @NotNull @UnicodeText @Size(min = 1, max = 255, message = "must have 1 to 255 characters.")
            String name,

            @UnicodeText
            @Size(max = LONGEST_DESCRIPTION, message = "must have at most 1000 characters.")
            @Schema(nullable = true)
            String description) {}

    /** What changes of an env project; what is left out stays. */
    @Schema(name = "EnvChange")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Change(
            @UnicodeText @Size(min = 1, max = 255, message = "must have 1 to 255 characters.")
            String name,

            @Schema(implementation = String.class, nullable = true)
            JsonNode description) {}

    /** An env project. */
    @Schema(name = "Env")
    public record Full(
            String id,

            @Schema(description = "the owner, a token's sub")
            String userId,

            String name,
            @Schema(nullable = true) String description,
            String createdAt,
            String updatedAt) {}

    /** An env project in a list. */
    @Schema(name = "EnvRow")
    public record Row(
            String id,
            String userId,
            String name,
            @Schema(nullable = true) String description,
            String createdAt,
            String updatedAt,
            long fileCount) {}

    /** An env project with its files. */
    @Schema(name = "EnvWithFiles")
    public record WithFiles(
            String id,
            String userId,
            String name,
            @Schema(nullable = true) String description,
            String createdAt,
            String updatedAt,
            List<File> files) {}

    /** An env file without its content. */
    @Schema(name = "EnvFile")
    public record File(
            String id,
            String projectId,
            String userId,

            @Schema(enumeration = {"env", "env.local", "env.production", "env.development"})
            String fileType,

            String createdAt,
            String updatedAt) {}

    /** The content of an env file, in place of the one of its type where there is one. */
    @Schema(name = "EnvFileDraft")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FileDraft(
            @NotNull @Schema(enumeration = {"env", "env.local", "env.production", "env.development"})
            String fileType,

            @NotNull @UnicodeText @Size(min = 1, message = "must not be empty.")
            String content) {

        @Override
        public String toString() {
            return "FileDraft[" + fileType + "]";
        }
    }

    /** An env file's content. */
    @Schema(name = "EnvFileRevealed")
    public record Revealed(String id, String projectId, String fileType, String content) {

        @Override
        public String toString() {
            return "Revealed[" + id + "]";
        }
    }
}
