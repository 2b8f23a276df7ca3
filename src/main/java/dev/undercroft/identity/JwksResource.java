package dev.undercroft.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jose4j.jwk.JsonWebKey;

/** The public keys of the built-in issuer (RFC 7517). */
@Path("/.well-known/jwks.json")
@Tag(name = "identity")
@PermitAll
public class JwksResource {

    @Inject
    BuiltInIssuer issuer;

    /** A JSON Web Key Set. */
    @Schema(name = "JsonWebKeySet")
    public record KeySet(@JsonProperty("keys") List<Map<String, Object>> keys) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getJwks", summary = "The public keys of the built-in issuer")
    public KeySet keys() {
        return new KeySet(issuer.publicKeys().stream()
                .map(key -> key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
                .toList());
    }
}
