package dev.undercroft.stores;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Stores as they stand in requests and answers. */
final class StoreDocument {

    private StoreDocument() {}

    /** A store to make. */
    @Schema(name = "StoreDraft")
    public record Draft(
            @Schema(required = true, pattern = "[A-Za-z0-9_-]{1,255}")
            String name) {}

    /** A store. */
    @Schema(name = "Store")
    public record Full(
            String id,
            String name,
            String created,
            String modified,
            @JsonProperty("account_id") String accountId) {}

    /** A store, wrapped. */
    @Schema(name = "StoreAnswer")
    public record One(boolean success, List<Envelope.Fault> errors, List<String> messages, Full result) {}

    /** Stores, wrapped. */
    @Schema(name = "StoreList")
    public record Many(
            boolean success,
            List<Envelope.Fault> errors,
            List<String> messages,
            List<Full> result,
            @JsonProperty("result_info") Envelope.Page page) {}

    /** How many secrets a tenant has and may have. */
    @Schema(name = "StoreQuota")
    public record Quota(Count secrets) {}

    /** A count under a quota. */
    @Schema(name = "StoreQuotaCount")
    public record Count(int quota, int usage) {}

    /** A quota, wrapped. */
    @Schema(name = "StoreQuotaAnswer")
    public record QuotaAnswer(boolean success, List<Envelope.Fault> errors, List<String> messages, Quota result) {}

    /** Nothing, wrapped: what was asked for is done. */
    @Schema(name = "StoresDone")
    public record Done(
            boolean success,
            List<Envelope.Fault> errors,
            List<String> messages,

            @Schema(nullable = true, implementation = Object.class)
            Object result) {

        static final Done DONE = new Done(true, List.of(), List.of(), null);
    }
}
