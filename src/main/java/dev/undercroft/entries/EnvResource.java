package dev.undercroft.entries;

import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.identity.ProvesEpoch;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.web.Body;
import dev.undercroft.web.ProblemCode;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Env projects and their files over HTTP. */
@Path("/api/envs")
@Tag(name = "envs", description = "Whole .env files of projects")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class EnvResource {

    @Inject
    EnvProjects projects;

    @Inject
    EnvFiles files;

    @GET
    @Operation(operationId = "listEnvs", summary = "Lists your env projects, oldest first")
    @SecurityRequirement(name = "bearer", scopes = "envs:read")
    @Audited(Action.LIST)
    public List<EnvDocument.Row> list(
            @Parameter(description = "a part of the name or the description, whatever its case") @RestQuery
                    String search) {
        return projects.list(search);
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createEnv", summary = "Makes an env project")
    @APIResponseSchema(value = EnvDocument.Full.class, responseCode = "201")
    @SecurityRequirement(name = "bearer", scopes = "envs:write")
    @Audited(Action.WRITE)
    public EnvDocument.Full create(@Valid EnvDocument.Draft draft) {
        return projects.create(Body.required(draft));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getEnv", summary = "One of your env projects with its files, without their contents")
    @SecurityRequirement(name = "bearer", scopes = "envs:read")
    @Audited(Action.LIST)
    public EnvDocument.WithFiles get(@Parameter(description = "the project's id") @RestPath String id) {
        return projects.get(Ids.of(id, ProblemCode.ENV_PROJECT_NOT_FOUND));
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "updateEnv", summary = "Changes what is given of an env project")
    @SecurityRequirement(name = "bearer", scopes = "envs:write")
    @Audited(Action.WRITE)
    public EnvDocument.Full update(
            @Parameter(description = "the project's id") @RestPath String id, @Valid EnvDocument.Change change) {
        return projects.update(id, Body.required(change));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteEnv", summary = "Deletes an env project with its files, for good")
    @SecurityRequirement(name = "bearer", scopes = "envs:write")
    @Audited(Action.DELETE)
    @Blocking
    public void delete(@Parameter(description = "the project's id") @RestPath String id) {
        projects.delete(Ids.of(id, ProblemCode.ENV_PROJECT_NOT_FOUND));
    }

    @GET
    @Path("{id}/files")
    @Operation(operationId = "listEnvFiles", summary = "The files of an env project, without their contents")
    @SecurityRequirement(name = "bearer", scopes = "envs:read")
    @Audited(Action.LIST)
    public List<EnvDocument.File> files(@Parameter(description = "the project's id") @RestPath String id) {
        return files.list(Ids.of(id, ProblemCode.ENV_PROJECT_NOT_FOUND));
    }

    @POST
    @Path("{id}/files")
    @ResponseStatus(201)
    @Operation(operationId = "saveEnvFile", summary = "Puts a content into the project's file of a type, new or not")
    @APIResponseSchema(value = EnvDocument.File.class, responseCode = "201")
    @SecurityRequirement(name = "bearer", scopes = "envs:write")
    @Audited(Action.WRITE)
    public EnvDocument.File save(
            @Parameter(description = "the project's id") @RestPath String id, @Valid EnvDocument.FileDraft draft) {
        return files.save(id, Body.required(draft));
    }

    @DELETE
    @Path("{id}/files/{fileId}")
    @Operation(operationId = "deleteEnvFile", summary = "Deletes a file of an env project for good")
    @SecurityRequirement(name = "bearer", scopes = "envs:write")
    @Audited(Action.DELETE)
    @Blocking
    public void deleteFile(
            @Parameter(description = "the project's id") @RestPath String id,
            @Parameter(description = "the file's id") @RestPath String fileId) {
        files.delete(Ids.of(id, ProblemCode.ENV_PROJECT_NOT_FOUND), Ids.of(fileId, ProblemCode.ENV_FILE_NOT_FOUND));
    }

    @POST
    @Path("{id}/files/{fileId}/reveal")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "revealEnvFile", summary = "A file with its content; stands in the trail before it leaves")
    @APIResponse(
            responseCode = "200",
            description = "The content",
            content = @Content(schema = @Schema(implementation = EnvDocument.Revealed.class)))
    @SecurityRequirement(name = "bearer", scopes = "envs:reveal")
    @Audited(Action.REVEAL)
    public Response reveal(
            @Parameter(description = "the project's id") @RestPath String id,
            @Parameter(description = "the file's id") @RestPath String fileId) {
        return NoStore.ok(files.reveal(
                Ids.of(id, ProblemCode.ENV_PROJECT_NOT_FOUND), Ids.of(fileId, ProblemCode.ENV_FILE_NOT_FOUND)));
    }
}
