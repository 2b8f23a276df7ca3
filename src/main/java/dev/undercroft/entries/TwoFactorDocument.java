package dev.undercroft.entries;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.web.UnicodeText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Two-factor secrets as they stand in requests and answers; the secret itself is in no answer. */
final class TwoFactorDocument {

    static final int LONGEST_NOTES = 2000;
    private static final int LONGEST_SECRET = 2048;

    private TwoFactorDocument() {}

    /** A two-factor secret to keep. */
    @Schema(name = "TwoFactorDraft")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Draft(
            @NotNull @UnicodeText @Size(min = 1, max = 255, message = "must have 1 to 255 characters.")
            String service,

            @NotNull @UnicodeText @Size(min = 1, max = 255, message = "must have 1 to 255 characters.")
            String accountName,

            @NotNull @Schema(description = "base32, as the service shows it; spaces and dashes don't matter")
            String secret,

            @UnicodeText
            @Size(max = LONGEST_NOTES, message = "must have at most 2000 characters.")
            @Schema(nullable = true)
            String notes) {

        @Override
        public String toString() {
            return "Draft[" + service + "]";
        }
    }

    /** What changes; what is left out stays. */
    @Schema(name = "TwoFactorChange")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Change(
            @UnicodeText @Size(min = 1, max = 255, message = "must have 1 to 255 characters.")
            String service,

            @UnicodeText @Size(min = 1, max = 255, message = "must have 1 to 255 characters.")
            String accountName,

            @Size(max = LONGEST_SECRET, message = "must have at most 2048 characters.")
            @Schema(description = "base32, in place of the one before")
            String secret,

            @Schema(implementation = String.class, nullable = true)
            JsonNode notes) {

        @Override
        public String toString() {
            return "Change[" + service + "]";
        }
    }

    /** A two-factor secret without the secret. */
    @Schema(name = "TwoFactor")
    public record Full(
            String id,
            String service,
            String accountName,
            @Schema(nullable = true) String notes,
            String createdAt,
            String updatedAt) {}

    /** The code of this moment. */
    @Schema(name = "TwoFactorCode")
    public record Code(
            String id,
            String service,
            String accountName,
            @Schema(examples = "042917") String code,

            @Schema(description = "seconds until the next code")
            int remainingSeconds) {

        @Override
        public String toString() {
            return "Code[" + id + "]";
        }
    }
}
