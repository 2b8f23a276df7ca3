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
import java.util.concurrent.CompletionStage;
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

/** Entries over HTTP; {@link #reveal} is the only way to a value. */
@Path("/api/entries")
@Tag(name = "entries", description = "One project's values of a category")
@Authenticated
@RequiresAccess
@ProvesEpoch
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class EntryResource {

    @Inject
    Entries entries;

    @Inject
    ListEntries listEntries;

    @Inject
    RevealEntry revealEntry;

    @GET
    @Operation(operationId = "listEntries", summary = "Lists your entries with their categories, oldest first")
    @SecurityRequirement(name = "bearer", scopes = "entries:read")
    @Audited(Action.LIST)
    public List<EntryDocument.Row> list(
            @Parameter(description = "the id of a category") @RestQuery String categoryId,
            @Parameter(description = "a part of the name or the notes, whatever its case") @RestQuery String search) {
        return listEntries.list(categoryId, search);
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createEntry", summary = "Makes an entry")
    @APIResponseSchema(value = EntryDocument.Full.class, responseCode = "201")
    @SecurityRequirement(name = "bearer", scopes = "entries:write")
    @Audited(Action.WRITE)
    public EntryDocument.Full create(@Valid EntryDocument.Draft draft) {
        return entries.create(Body.required(draft));
    }

    @GET
    @Path("project-names")
    @Operation(operationId = "listProjectNames", summary = "The names of your entries, each once, ascending")
    @SecurityRequirement(name = "bearer", scopes = "entries:read")
    @Audited(Action.LIST)
    public List<String> projectNames() {
        return listEntries.names();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getEntry", summary = "One of your entries, without its value")
    @SecurityRequirement(name = "bearer", scopes = "entries:read")
    @Audited(Action.LIST)
    public EntryDocument.Full get(@Parameter(description = "the entry's id") @RestPath String id) {
        return entries.get(Ids.of(id, ProblemCode.ENTRY_NOT_FOUND));
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "updateEntry", summary = "Changes what is given of an entry")
    @SecurityRequirement(name = "bearer", scopes = "entries:write")
    @Audited(Action.WRITE)
    public EntryDocument.Full update(
            @Parameter(description = "the entry's id") @RestPath String id, @Valid EntryDocument.Change change) {
        return entries.update(id, Body.required(change));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteEntry", summary = "Deletes an entry for good")
    @SecurityRequirement(name = "bearer", scopes = "entries:write")
    @Audited(Action.DELETE)
    @Blocking
    public void delete(@Parameter(description = "the entry's id") @RestPath String id) {
        entries.delete(Ids.of(id, ProblemCode.ENTRY_NOT_FOUND));
    }

    @POST
    @Path("{id}/reveal")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "revealEntry", summary = "The value of an entry; stands in the trail before it leaves")
    @APIResponse(
            responseCode = "200",
            description = "The value with what it is of",
            content = @Content(schema = @Schema(implementation = EntryDocument.Revealed.class)))
    @SecurityRequirement(name = "bearer", scopes = "entries:reveal")
    @Audited(Action.REVEAL)
    public CompletionStage<Response> reveal(@Parameter(description = "the entry's id") @RestPath String id) {
        return revealEntry.reveal(Ids.of(id, ProblemCode.ENTRY_NOT_FOUND)).thenApply(NoStore::ok);
    }
}
