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

/** Categories over HTTP. */
@Path("/api/categories")
@Tag(name = "categories", description = "Types of keys: which variables an entry has values for")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CategoryResource {

    @Inject
    Categories categories;

    @GET
    @Operation(operationId = "listCategories", summary = "Lists your categories, oldest first")
    @SecurityRequirement(name = "bearer", scopes = "categories:read")
    @Audited(Action.LIST)
    public List<CategoryDocument.Full> list(
            @Parameter(description = "a part of the name or the description, whatever its case") @RestQuery
                    String search) {
        return categories.list(search);
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createCategory", summary = "Makes a category")
    @APIResponseSchema(value = CategoryDocument.Full.class, responseCode = "201")
    @SecurityRequirement(name = "bearer", scopes = "categories:write")
    @Audited(Action.WRITE)
    public CategoryDocument.Full create(@Valid CategoryDocument.Draft draft) {
        return categories.create(Body.required(draft));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getCategory", summary = "One of your categories")
    @SecurityRequirement(name = "bearer", scopes = "categories:read")
    @Audited(Action.LIST)
    public CategoryDocument.Full get(@Parameter(description = "the category's id") @RestPath String id) {
        return categories.get(Ids.of(id, ProblemCode.CATEGORY_NOT_FOUND));
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "updateCategory", summary = "Changes what is given of a category")
    @SecurityRequirement(name = "bearer", scopes = "categories:write")
    @APIResponse(
            responseCode = "409",
            description = "VALIDATION_ERROR: the key type of a category with entries can't change",
            content = @Content(schema = @Schema(implementation = EntriesError.class)))
    @APIResponseSchema(value = CategoryDocument.Full.class, responseCode = "200")
    @Audited(Action.WRITE)
    public CategoryDocument.Full update(
            @Parameter(description = "the category's id") @RestPath String id, @Valid CategoryDocument.Change change) {
        return categories.update(id, Body.required(change));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteCategory", summary = "Deletes a category with all its entries, for good")
    @SecurityRequirement(name = "bearer", scopes = "categories:write")
    @Audited(Action.DELETE)
    @Blocking
    public void delete(@Parameter(description = "the category's id") @RestPath String id) {
        categories.delete(Ids.of(id, ProblemCode.CATEGORY_NOT_FOUND));
    }
}
