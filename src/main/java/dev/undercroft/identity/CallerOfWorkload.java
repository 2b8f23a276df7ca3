package dev.undercroft.identity;

import java.time.Instant;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * The caller that a workload's token stands for. Its subject alone decides, by the configuration: whoever can put claims
 * into such a token gains nothing by them, and no workload has a role or a group.
 */
final class CallerOfWorkload {

    private static final int NAME_OF_UNNAMED = 16;

    private final TrustedIssuer issuer;
    private final JwtClaims claims;

    CallerOfWorkload(TrustedIssuer issuer, JwtClaims claims) {
        this.issuer = issuer;
        this.claims = claims;
    }

    Caller caller(String digest) throws MalformedClaimException {
        String subject = CallerOfToken.printable(claims.getSubject());
        Workload workload = Workload.firstOf(issuer.workloads(), subject);
        String tokenId = claims.getJwtId();
        return new Caller(
                IdentityType.SERVICE_ACCOUNT.idOf(subject),
                IdentityType.SERVICE_ACCOUNT,
                subject,
                workload.tenantId(),
                "",
                Role.NONE,
                workload.scopes(),
                List.of(),
                List.of(),
                Instant.MIN,
                CredentialType.TOKEN,
                tokenId == null ? digest.substring(0, NAME_OF_UNNAMED) : CallerOfToken.printable(tokenId),
                digest,
                claims.getIssuedAt() == null
                        ? Instant.EPOCH
                        : Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    }
}
