package dev.undercroft.stores;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Secrets of stores as they stand in requests and answers; only {@link Resolved} holds a value. */
final class StoreSecretDocument {

    private StoreSecretDocument() {}

    /** A secret to make. */
    @Schema(name = "StoreSecretDraft")
    public record Draft(
            @Schema(required = true, pattern = "[A-Za-z0-9_-]{1,255}")
            String name,

            @Schema(description = "1 to 65536 bytes of UTF-8", required = true)
            String value,

            @Schema(description = "the services that may resolve it", required = true)
            List<String> scopes,

            @Schema(maxLength = 4096) String comment) {

        @Override
        public String toString() {
            return "Draft[" + name + "]";
        }
    }

    /** What changes of a secret; what is left out stays. */
    @Schema(name = "StoreSecretChange")
    public record Change(
            String value,
            List<String> scopes,
            @Schema(maxLength = 4096) String comment) {

        @Override
        public String toString() {
            return "Change[]";
        }
    }

    /** A copy to make. */
    @Schema(name = "StoreSecretCopy")
    public record Copy(
            @Schema(required = true, pattern = "[A-Za-z0-9_-]{1,255}")
            String name,

            @Schema(required = true) List<String> scopes,
            @Schema(maxLength = 4096) String comment) {}

    /** Secrets to delete. */
    @Schema(name = "StoreSecretIds")
    public record Ids(@Schema(required = true) List<String> ids) {}

    /** A secret without its value. */
    @Schema(name = "StoreSecret")
    public record Full(
            String id,
            String name,
            @JsonProperty("store_id") String storeId,
            String comment,
            List<String> scopes,

            @Schema(enumeration = {"pending", "active", "deleted"})
            String status,

            String created,
            String modified) {}

    /** A secret, wrapped. */
    @Schema(name = "StoreSecretAnswer")
    public record One(boolean success, List<Envelope.Fault> errors, List<String> messages, Full result) {}

    /** Secrets, wrapped. */
    @Schema(name = "StoreSecretList")
    public record Many(
            boolean success,
            List<Envelope.Fault> errors,
            List<String> messages,
            List<Full> result,
            @JsonProperty("result_info") Envelope.Page page) {}

    /** A secret's value. */
    @Schema(name = "StoreSecretResolved")
    public record Resolved(String id, String name, String value) {

        @Override
        public String toString() {
            return "Resolved[" + id + "]";
        }
    }

    /** A value, wrapped. */
    @Schema(name = "StoreSecretResolvedAnswer")
    public record ResolvedAnswer(
            boolean success, List<Envelope.Fault> errors, List<String> messages, Resolved result) {}
}
