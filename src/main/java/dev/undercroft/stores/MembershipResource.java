package dev.undercroft.stores;

import dev.undercroft.clock.Timestamps;
import dev.undercroft.identity.Caller;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.identity.Role;
import dev.undercroft.tenancy.CurrentAccess;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The calls that the command-line client makes besides, answered out of the token (stores specification, section 7). */
@Path("/")
@Tag(name = "stores")
@Authenticated
@RequiresAccess
@Produces(MediaType.APPLICATION_JSON)
public class MembershipResource {

    @Inject
    CurrentAccess current;

    @GET
    @Path("accounts")
    @Operation(operationId = "listAccounts", summary = "The token's own account, its tenant")
    @SecurityRequirement(name = "bearer")
    public MembershipDocument.Accounts accounts(
            @Parameter(description = "from 1") @RestQuery @Schema(implementation = Integer.class) String page) {
        List<MembershipDocument.Account> accounts = accountsOn(page);
        return new MembershipDocument.Accounts(true, List.of(), List.of(), accounts, info(page, accounts));
    }

    @GET
    @Path("memberships")
    @Operation(operationId = "listMemberships", summary = "That the caller belongs to its tenant")
    @SecurityRequirement(name = "bearer")
    public MembershipDocument.Memberships memberships(
            @Parameter(description = "from 1") @RestQuery @Schema(implementation = Integer.class) String page) {
        List<MembershipDocument.Membership> memberships = accountsOn(page).stream()
                .map(account -> new MembershipDocument.Membership(account.id(), "accepted", account, List.of(role())))
                .toList();
        return new MembershipDocument.Memberships(true, List.of(), List.of(), memberships, info(page, memberships));
    }

    @GET
    @Path("user")
    @Operation(operationId = "getUser", summary = "Who asks")
    @SecurityRequirement(name = "bearer")
    public MembershipDocument.UserAnswer user() {
        Caller caller = current.get().caller();
        return new MembershipDocument.UserAnswer(
                true, List.of(), List.of(), new MembershipDocument.User(caller.identityId(), caller.displayName()));
    }

    @GET
    @Path("user/tokens/verify")
    @Operation(operationId = "verifyToken", summary = "That the token counts")
    @SecurityRequirement(name = "bearer")
    public MembershipDocument.TokenAnswer verify() {
        Caller caller = current.get().caller();
        String end = caller.expiresAt().equals(Instant.MAX) ? null : Timestamps.seconds(caller.expiresAt());
        return new MembershipDocument.TokenAnswer(
                true, List.of(), List.of(), new MembershipDocument.Token(caller.credentialId(), "active", end));
    }

    /** The one account of a token that has a tenant, on the first page. */
    private List<MembershipDocument.Account> accountsOn(String page) {
        String tenant = current.get().caller().tenantId();
        return tenant.isEmpty() || number(page) > 1
                ? List.of()
                : List.of(new MembershipDocument.Account(tenant, tenant));
    }

    private static Envelope.Page info(String page, List<?> shown) {
        return new Envelope.Page(shown.size(), number(page), 20, 1, 1);
    }

    private static int number(String page) {
        return PageRequest.of(page, null, null, null, Map.of("created", "")).page();
    }

    private String role() {
        Role role = current.get().caller().role();
        return role == Role.NONE ? "member" : role.wireName();
    }
}
