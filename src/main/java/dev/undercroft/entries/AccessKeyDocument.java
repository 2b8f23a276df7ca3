package dev.undercroft.entries;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.undercroft.web.UnicodeText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Access keys as they stand in requests and answers; the key itself is in the answer to its making alone. */
final class AccessKeyDocument {

    private AccessKeyDocument() {}

    /** A key to make. */
    @Schema(name = "AccessKeyDraft")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Draft(
            @NotNull @UnicodeText @Size(min = 1, max = 255, message = "must have 1 to 255 characters.")
            String name,

            @NotNull
            @Size(min = 1, max = 100, message = "must have 1 to 100 scopes.")
            @Schema(description = "some of the scopes that your token carries")
            List<@NotNull String> scopes,

            @Schema(format = "date-time", description = "when it ends; left out or null: never", nullable = true)
            String expiresAt) {}

    /** A key without the key. */
    @Schema(name = "AccessKey")
    public record Full(
            String id,
            String name,
            @Schema(examples = "uck_dGhp") String keyPrefix,
            List<String> scopes,
            @Schema(nullable = true) String expiresAt,

            @Schema(description = "to the minute", nullable = true)
            String lastUsedAt,

            String createdAt) {}

    /** A key that was just made. */
    @Schema(name = "AccessKeyIssued")
    public record Issued(
            String id,
            String name,
            String keyPrefix,
            List<String> scopes,
            @Schema(nullable = true) String expiresAt,
            @Schema(nullable = true) String lastUsedAt,
            String createdAt,
            @Schema(description = "shown this once") String key) {

        @Override
        public String toString() {
            return "Issued[" + keyPrefix + "]";
        }
    }
}
