package dev.undercroft.secrets;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.identity.ProvesEpoch;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.secrets.SecretDocument.Deleted;
import dev.undercroft.secrets.SecretDocument.Description;
import dev.undercroft.secrets.SecretDocument.Patch;
import dev.undercroft.secrets.SecretDocument.Read;
import dev.undercroft.secrets.SecretDocument.Rotate;
import dev.undercroft.secrets.SecretDocument.Rotated;
import dev.undercroft.secrets.SecretDocument.Versions;
import dev.undercroft.secrets.SecretDocument.Write;
import dev.undercroft.secrets.SecretDocument.Written;
import dev.undercroft.web.Body;
import dev.undercroft.web.EntityTag;
import dev.undercroft.web.Precondition;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.QueryText;
import dev.undercroft.web.RequestFacts;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Secrets over HTTP. The same resource serves {@code /v1/secrets}, {@code /v1/partner/secrets} and {@code
 * /v1/t/{tenant_id}/secrets}: the prefix is read before matching and chooses the realm.
 */
@Path("/v1/secrets")
@Tag(name = "secrets", description = "Versioned values at paths")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SecretResource {

    private static final MediaType PLAIN_UTF_8 = MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8");

    @Inject
    SecretAccess access;

    @Inject
    ReadSecret readSecret;

    @Inject
    WriteSecret writeSecret;

    @Inject
    PatchSecret patchSecret;

    @Inject
    DeleteSecret deleteSecret;

    @Inject
    RotateSecret rotateSecret;

    @Inject
    DescribeSecret describeSecret;

    @Inject
    SecretField fields;

    @Inject
    RequestFacts facts;

    @GET
    @Path("{path: .+}")
    @Operation(operationId = "readSecret", summary = "Reads a secret, the current version or an older one")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @APIResponse(
            responseCode = "200",
            description = "The value with what describes it",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Read.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "304", description = "The version is the one that If-None-Match names")
    @SecurityRequirement(name = "bearer", scopes = "secrets:read")
    @Audited(Action.READ)
    public CompletionStage<Response> read(
            @Parameter(description = "the path of the secret; slashes as they are or percent-encoded") @RestPath
                    String path,
            @Parameter(description = "an older version; the current one when absent")
                    @RestQuery
                    @Schema(implementation = Integer.class, minimum = "1")
                    String version,
            @Parameter(description = "a field of the value: it alone, and with 'Accept: text/plain' as it is")
                    @RestQuery
                    String field) {
        SecretPath asked = access.path(path);
        boolean plain = facts.header(HttpHeaders.ACCEPT)
                .regionMatches(true, 0, MediaType.TEXT_PLAIN, 0, MediaType.TEXT_PLAIN.length());
        if (plain && field == null) {
            throw Problem.ofField("field", "is required for plain text; name a field of the value.");
        }
        return readSecret
                .read(asked, version == null ? 0 : versionNumber(version))
                .thenApply(secret -> answer(secret, field, plain));
    }

    @PUT
    @Path("{path: .+}")
    @Operation(operationId = "writeSecret", summary = "Writes a value: the first version of a secret or the next one")
    @APIResponse(
            responseCode = "201",
            description = "A new secret",
            content = @Content(schema = @Schema(implementation = Written.class)))
    @APIResponse(
            responseCode = "200",
            description = "A new version",
            content = @Content(schema = @Schema(implementation = Written.class)))
    @SecurityRequirement(name = "bearer", scopes = "secrets:write")
    @Audited(Action.WRITE)
    public Response write(
            @Parameter(description = "the path of the secret; slashes as they are or percent-encoded") @RestPath
                    String path,
            @Valid Write body) {
        SecretPath asked = access.path(path);
        var written = writeSecret.write(asked, Body.required(body), Precondition.of(facts));
        return Response.status(written.created() ? 201 : 200)
                .header(HttpHeaders.ETAG, EntityTag.of(written.version()))
                .entity(written.document())
                .build();
    }

    @PATCH
    @Path("{path: .+}")
    @Operation(operationId = "patchSecret", summary = "Changes metadata and options; makes no new version")
    @SecurityRequirement(name = "bearer", scopes = "secrets:write")
    @Audited(Action.WRITE)
    public Description patch(
            @Parameter(description = "the path of the secret; slashes as they are or percent-encoded") @RestPath
                    String path,
            @Valid Patch body) {
        return patchSecret.patch(access.path(path), Body.required(body), Precondition.of(facts));
    }

    @DELETE
    @Path("{path: .+}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "deleteSecret",
            summary = "Deletes a secret; with permanent=true for good, with version=N one version that is not current")
    @SecurityRequirement(name = "bearer", scopes = "secrets:delete")
    @Audited(Action.DELETE)
    public Deleted delete(
            @Parameter(description = "the path of the secret; slashes as they are or percent-encoded") @RestPath
                    String path,
            @Parameter(description = "the only version to delete; not the current one")
                    @RestQuery
                    @Schema(implementation = Integer.class, minimum = "1")
                    String version,
            @Parameter(description = "for good: nothing can be restored")
                    @RestQuery
                    @Schema(implementation = Boolean.class)
                    String permanent) {
        SecretPath asked = access.path(path);
        boolean forGood = QueryText.flag("permanent", permanent);
        if (version != null && forGood) {
            throw new Problem(ProblemCode.INVALID_REQUEST, "'version' and 'permanent' exclude each other; send one.");
        }
        if (version != null) {
            return deleteSecret.version(asked, versionNumber(version), Precondition.of(facts));
        }
        return forGood
                ? deleteSecret.permanently(asked, Precondition.of(facts))
                : deleteSecret.softly(asked, Precondition.of(facts));
    }

    @GET
    @Path("{path: .+}/versions")
    @Operation(
            operationId = "listSecretVersions",
            summary = "The versions that can be read, newest first, without values")
    @SecurityRequirement(name = "bearer", scopes = "secrets:list")
    @Audited(Action.LIST)
    @Blocking
    public Uni<Versions> versions(
            @Parameter(description = "the path of the secret; slashes as they are or percent-encoded") @RestPath
                    String path) {
        return describeSecret.recorded(describeSecret.versions(access.path(path)));
    }

    @GET
    @Path("metadata/{path: .+}")
    @Operation(operationId = "readSecretMetadata", summary = "Everything of a secret but its value")
    @SecurityRequirement(name = "bearer", scopes = "secrets:list")
    @Audited(Action.LIST)
    @Blocking
    public Uni<Description> metadata(
            @Parameter(description = "the path of the secret; slashes as they are or percent-encoded") @RestPath
                    String path) {
        return describeSecret.recorded(describeSecret.describe(access.path(path)));
    }

    @POST
    @Path("{path: .+}/restore")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "restoreSecret", summary = "Undoes the deletion of a secret")
    @SecurityRequirement(name = "bearer", scopes = "secrets:delete")
    @Audited(Action.WRITE)
    public Description restore(
            @Parameter(description = "the path of the secret; slashes as they are or percent-encoded") @RestPath
                    String path) {
        return deleteSecret.restore(access.path(path));
    }

    @POST
    @Path("{path: .+}/rotate")
    @Operation(
            operationId = "rotateSecret",
            summary = "Puts a new value in place; the old one stays readable for a while")
    @SecurityRequirement(name = "bearer", scopes = "secrets:rotate")
    @Audited(Action.ROTATE)
    public Rotated rotate(
            @Parameter(description = "the path of the secret; slashes as they are or percent-encoded") @RestPath
                    String path,
            @Valid Rotate body) {
        return rotateSecret.rotate(access.path(path), Body.required(body), Precondition.of(facts));
    }

    private Response answer(ReadSecret.Plain secret, String field, boolean plain) {
        int version = secret.row().version();
        Response.ResponseBuilder answer;
        if (EntityTag.anyMatches(facts.header("If-None-Match"), version)) {
            answer = Response.status(304);
        } else if (plain) {
            answer = Response.ok(fields.text(secret.data(), field), PLAIN_UTF_8);
        } else {
            String data = field == null ? secret.data() : fields.alone(secret.data(), field);
            answer = Response.ok(document(secret, data), MediaType.APPLICATION_JSON_TYPE);
        }
        return answer.header(HttpHeaders.ETAG, EntityTag.of(version))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Read document(ReadSecret.Plain secret, String data) {
        var row = secret.row();
        return new Read(
                secret.path().value(),
                row.secretType(),
                row.version(),
                data,
                row.metadata(),
                Timestamps.seconds(row.createdAt()),
                Timestamps.seconds(row.updatedAt()),
                row.expiresAt() == null ? null : Timestamps.seconds(row.expiresAt()),
                row.rotationPolicyId(),
                row.secretPolicyId());
    }

    private static int versionNumber(String text) {
        int version = QueryText.wholeNumber("version", text);
        if (version < 1) {
            throw Problem.ofField("version", "must be a whole number from 1 on.");
        }
        return version;
    }
}
