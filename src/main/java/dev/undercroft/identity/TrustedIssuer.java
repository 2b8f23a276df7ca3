package dev.undercroft.identity;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jose4j.keys.resolvers.VerificationKeyResolver;

/**
 * What tokens of one issuer are held against (RFC 8725). The algorithms are fixed per issuer, never taken from a token.
 *
 * @param typeRequired whether a token must have the header {@code typ}
 * @param workloads what its tokens stand for by their subject; empty where their claims say so
 * @param keys finds a key by its id, and may look it up over the network
 */
record TrustedIssuer(
        String issuer,
        String audience,
        Set<String> algorithms,
        Duration clockSkew,
        String defaultIdentityType,
        Role highestRole,
        ClaimNames claims,
        boolean typeRequired,
        List<Workload> workloads,
        VerificationKeyResolver keys) {

    /** Where the tokens of an issuer say what. */
    record ClaimNames(
            String tenantId, String partnerId, String role, String scope, String groups, String identityType) {

        static final ClaimNames OWN =
                new ClaimNames("tenant_id", "partner_id", "role", "scope", "groups", "identity_type");

        static ClaimNames of(IdentityConfig.Claims claims) {
            return new ClaimNames(
                    claims.tenantId(),
                    claims.partnerId(),
                    claims.role(),
                    claims.scope(),
                    claims.groups(),
                    claims.identityType());
        }
    }
}
