package dev.undercroft.secrets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The shapes in which secrets travel (secrets specification, section 1). Times are ISO 8601 with whole seconds. */
@RegisterForReflection
public final class SecretDocument {

    private static final String ONE_TO_HUNDRED = "must be a whole number from 1 to 100.";

    private SecretDocument() {}

    /** A value to write. */
    @Schema(name = "SecretWrite")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Write(
            @NotNull
            @Schema(
                    implementation = Object.class,
                    type = SchemaType.OBJECT,
                    additionalProperties = Schema.True.class,
                    description = "the value, a JSON object")
            JsonNode data,

            @Schema(enumeration = {"kv", "json", "certificate", "ssh_key", "api_key"})
            String secretType,

            @Schema(ref = "SecretMetadata") JsonNode metadata,
            @Valid Options options) {}

    /** What to change beside the value. */
    @Schema(name = "SecretPatch")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Patch(
            @Schema(ref = "SecretMetadata") JsonNode metadata,
            @Valid Options options) {}

    /** How a secret is kept. In a patch {@code null} takes an expiry or a policy off. */
    @Schema(name = "SecretOptions")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Options(
            @Min(value = 1, message = ONE_TO_HUNDRED) @Max(value = 100, message = ONE_TO_HUNDRED)
            Integer maxVersions,

            @Schema(examples = "90d") String expiresIn,

            @Schema(implementation = String.class, format = "date-time", nullable = true)
            JsonNode expiresAt,

            @Schema(implementation = String.class, examples = "rot_quarterly", nullable = true)
            JsonNode rotationPolicyId,

            @Schema(implementation = String.class, nullable = true)
            JsonNode secretPolicyId) {

        /** Changes nothing. */
        static final Options NONE = new Options(null, null, null, null, null);
    }

    /** What describes a secret without being one; further keys are allowed. */
    @Schema(name = "SecretMetadata", additionalProperties = Schema.True.class)
    public record Metadata(
            @Schema(nullable = true) String description,
            @Schema(nullable = true) List<String> tags,
            @Schema(nullable = true) String owner) {}

    /** The answer to the first write. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Created(
            String path,
            String secretType,
            int version,
            boolean created,
            String createdAt,
            @Schema(nullable = true) String expiresAt) {}

    /**
     * Both answers to a write as the API document shows them: one shape, since generated clients know one type of success
     * for an operation.
     */
    @Schema(name = "SecretWritten")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Written(
            @Schema(required = true) String path,
            int version,

            @Schema(description = "whether this is the first version")
            boolean created,

            @Schema(description = "of a first version") String secretType,
            @Schema(description = "of a first version") String createdAt,

            @Schema(description = "of a first version", nullable = true)
            String expiresAt,

            @Schema(description = "of a later version") Integer previousVersion,
            @Schema(description = "of a later version") String updatedAt) {}

    /** The answer to a later write. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Updated(String path, int version, boolean created, int previousVersion, String updatedAt) {}

    /** A secret with its value. */
    @Schema(name = "Secret")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Read(
            String path,
            String secretType,
            int version,

            @JsonRawValue
            @Schema(implementation = Object.class, type = SchemaType.OBJECT, additionalProperties = Schema.True.class)
            String data,

            @JsonRawValue @Schema(ref = "SecretMetadata") String metadata,
            String createdAt,
            String updatedAt,
            @Schema(nullable = true) String expiresAt,
            @Schema(nullable = true) String rotationPolicyId,
            @Schema(nullable = true) String secretPolicyId) {}

    /** A secret in a list. */
    @Schema(name = "SecretRow")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Row(
            String path,
            String secretType,
            int version,
            String updatedAt,
            @Schema(nullable = true) String expiresAt,

            @JsonRawValue @Schema(type = SchemaType.ARRAY, implementation = String.class)
            String tags,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonRawValue @Schema(ref = "SecretMetadata")
            String metadata) {}

    /** A page of secrets. */
    @Schema(name = "SecretList")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Listing(
            List<Row> secrets, @Schema(nullable = true) String cursor, boolean hasMore, long totalCount) {}

    /** A version in a list. */
    @Schema(name = "SecretVersionRow")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record VersionRow(
            int version,
            String createdAt,

            @com.fasterxml.jackson.annotation.JsonProperty("is_current")
            boolean current) {}

    /** The versions that can be read, newest first. */
    @Schema(name = "SecretVersions")
    public record Versions(String path, List<VersionRow> versions) {}

    /** A secret without its value. */
    @Schema(name = "SecretDescription")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Description(
            String path,
            String secretType,
            int currentVersion,
            long versionCount,
            @JsonRawValue @Schema(ref = "SecretMetadata") String metadata,
            String createdAt,
            String updatedAt,
            @Schema(nullable = true) String expiresAt,
            @Schema(nullable = true) String lastAccessedAt,

            @com.fasterxml.jackson.annotation.JsonProperty("access_count_30d")
            long accessCount,

            @Schema(nullable = true) Rotation rotationPolicy) {}

    /** The rotation policy of a secret and when it is next due. */
    @Schema(name = "SecretRotation")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Rotation(String id, String nextRotation) {}

    /** What was deleted. */
    @Schema(name = "SecretDeleted")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Deleted(
            @Schema(required = true) String path,

            @Schema(description = "the only version that was deleted; absent when the whole secret was")
            Integer version,

            long versionCount,
            @Schema(required = true) String deletedBy,
            boolean permanent,
            String recoverableUntil) {}

    /** A rotation to do now. */
    @Schema(name = "SecretRotate")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Rotate(
            @Size(max = 200, message = "must have at most 200 characters.")
            String reason,

            @Schema(implementation = Object.class, type = SchemaType.OBJECT, additionalProperties = Schema.True.class)
            JsonNode newValue,

            @Schema(examples = "1h") String gracePeriod) {}

    /** A rotation that was done. */
    @Schema(name = "SecretRotated")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Rotated(
            String path,
            int version,
            int previousVersion,
            String rotatedAt,
            String gracePeriodEnds,
            @Schema(nullable = true) String reason) {}

    /** A secret that is about to expire. */
    @Schema(name = "ExpiringSecret")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ExpiringRow(String path, String expiresAt, long daysRemaining) {}

    /** Secrets that are about to expire, the next one first. */
    @Schema(name = "ExpiringSecrets")
    public record Expiring(List<ExpiringRow> secrets) {}

    /** Several paths to read at once. */
    @Schema(name = "SecretBatch")
    public record Batch(
            @NotNull @Size(min = 1, max = 100, message = "must hold 1 to 100 paths.")
            List<@NotNull String> paths,

            @Valid BatchOptions options) {}

    /** How to read several paths. */
    @Schema(name = "SecretBatchOptions")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record BatchOptions(
            Boolean includeMetadata,
            Boolean failFast,

            @Min(value = 1, message = "must be a whole number from 1 on.")
            Integer version,

            @Schema(description = "batch metadata only: path globs stand for the paths that they match")
            Boolean expandWildcards) {

        static final BatchOptions NONE = new BatchOptions(false, false, null, false);
    }

    /** A value of a batch. */
    @Schema(name = "SecretBatchValue")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record BatchValue(
            @JsonRawValue
            @Schema(implementation = Object.class, type = SchemaType.OBJECT, additionalProperties = Schema.True.class)
            String data,

            int version,
            String secretType,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonRawValue @Schema(ref = "SecretMetadata")
            String metadata) {}

    /** Why a path of a batch has no value. */
    @Schema(name = "SecretBatchError")
    public record BatchError(String code, String message) {}

    /** What a batch read. */
    @Schema(name = "SecretBatchResult")
    public record BatchResult(Map<String, BatchValue> secrets, Map<String, BatchError> errors) {}

    /** What a batch read without values. */
    @Schema(name = "SecretBatchDescriptions")
    public record BatchDescriptions(Map<String, Description> secrets, Map<String, BatchError> errors) {}
}
