package dev.undercroft.tenancy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.identity.Caller;
import dev.undercroft.identity.NeedsNoProof;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.identity.Role;
import dev.undercroft.web.Body;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the service knows of a credential. */
@Path("/v1/auth")
@Tag(name = "identity", description = "Partners, tenants, and what a token stands for")
@Authenticated
@RequiresAccess
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AuthResource {

    /** Who asks. */
    @Schema(name = "WhoAmI")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record WhoAmI(
            String identityId,
            String identityType,
            @Schema(nullable = true) String displayName,
            @Schema(nullable = true) String tenantId,
            @Schema(nullable = true) String partnerId,
            List<String> scopes,
            List<String> groups,
            List<String> roles,
            @Schema(nullable = true) String mfaVerifiedAt,
            @Schema(nullable = true) String tokenExpiresAt) {}

    /** A token to ask about or to revoke. */
    @Schema(name = "TokenQuestion")
    public record TokenQuestion(@NotNull String token) {}

    /** A token or an access key that shall count no more, or whose access keys shall end: exactly one of both. */
    @Schema(name = "Revocation")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Revocation(
            @Schema(nullable = true) String token,

            @Schema(
                    description = "all access keys of this identity in your tenant end",
                    examples = "user:alice",
                    nullable = true)
            String identityId) {}

    /** What a token stands for (as RFC 7662); one that does not count, or is not yours to ask about, is inactive. */
    @Schema(name = "TokenState")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TokenState(
            boolean active,
            String identityId,
            String identityType,
            String tenantId,
            List<String> scopes,
            String expiresAt,
            String issuedAt) {

        static final TokenState INACTIVE = new TokenState(false, null, null, null, null, null, null);
    }

    /** A token that counts no more. */
    @Schema(name = "TokenRevoked")
    public record Revoked(boolean revoked) {}

    @Inject
    CurrentAccess current;

    @Inject
    Tokens tokens;

    @GET
    @Path("whoami")
    @NeedsNoProof
    @NonBlocking
    @Operation(operationId = "whoami", summary = "Who asks, as the token says")
    @SecurityRequirement(name = "bearer")
    public WhoAmI whoami() {
        Caller caller = current.get().caller();
        return new WhoAmI(
                caller.identityId(),
                caller.identityType().wireName(),
                caller.displayName(),
                emptyToNull(caller.tenantId()),
                emptyToNull(current.get().home().partner()),
                caller.scopes().stream().sorted().toList(),
                caller.groups(),
                caller.role() == Role.NONE ? List.of() : List.of(caller.role().wireName()),
                caller.mfaVerifiedAt().equals(Instant.MIN) ? null : Timestamps.seconds(caller.mfaVerifiedAt()),
                endOf(caller));
    }

    @POST
    @Path("introspect")
    @Operation(operationId = "introspectToken", summary = "What a token stands for; of your own realm, or one below it")
    @SecurityRequirement(name = "bearer", scopes = "admin")
    @Audited(Action.TOKEN_INTROSPECT)
    public TokenState introspect(@Valid TokenQuestion question) {
        return tokens.introspect(Body.required(question).token())
                .map(caller -> new TokenState(
                        true,
                        caller.identityId(),
                        caller.identityType().wireName(),
                        emptyToNull(caller.tenantId()),
                        caller.scopes().stream().sorted().toList(),
                        endOf(caller),
                        Timestamps.seconds(caller.issuedAt())))
                .orElse(TokenState.INACTIVE);
    }

    @POST
    @Path("revoke")
    @Operation(
            operationId = "revokeToken",
            summary =
                    "Revokes a token with the access keys that it made, an access key, or all access keys of an identity, at"
                            + " once on every replica (our addition; as RFC 7009, unknown ones are no error)")
    @SecurityRequirement(name = "bearer", scopes = "admin")
    @Audited(Action.TOKEN_REVOKE)
    public Revoked revoke(@Valid Revocation revocation) {
        Revocation asked = Body.required(revocation);
        if ((asked.token() == null) == (asked.identityId() == null)) {
            throw new Problem(ProblemCode.INVALID_REQUEST, "Send either 'token' or 'identity_id'.");
        }
        if (asked.token() != null) {
            tokens.revoke(asked.token());
        } else {
            tokens.revokeKeysOf(asked.identityId());
        }
        return new Revoked(true);
    }

    private static String endOf(Caller caller) {
        return caller.expiresAt().equals(Instant.MAX) ? null : Timestamps.seconds(caller.expiresAt());
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
