package dev.undercroft.identity;

import dev.undercroft.clock.Timestamps;
import dev.undercroft.web.Printable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/** Reads the caller out of verified claims. */
final class CallerOfToken {

    private final TrustedIssuer issuer;
    private final JwtClaims claims;

    CallerOfToken(TrustedIssuer issuer, JwtClaims claims) {
        this.issuer = issuer;
        this.claims = claims;
    }

    Caller caller(String digest) throws MalformedClaimException {
        var names = issuer.claims();
        String typeName = text(names.identityType());
        IdentityType type = IdentityType.of(typeName.isEmpty() ? issuer.defaultIdentityType() : typeName);
        if (!type.holdsTokens()) {
            throw new IllegalArgumentException("a token stands for a user or a service account");
        }
        String subject = printable(claims.getSubject());
        String name = text("name");
        String tokenId = text("jti");
        return new Caller(
                type.idOf(subject),
                type,
                name.isEmpty() ? subject : name,
                text(names.tenantId()),
                text(names.partnerId()),
                role(names.role()),
                scopes(names.scope()),
                list(names.groups()).stream().map(IdentityType.GROUP::idOf).toList(),
                list("services"),
                instant("mfa_verified_at"),
                CredentialType.TOKEN,
                tokenId.isEmpty() ? digest.substring(0, 16) : tokenId,
                digest,
                claims.getIssuedAt() == null
                        ? Instant.EPOCH
                        : Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    }

    private Role role(String claim) {
        Role role = Role.of(text(claim));
        if (!issuer.highestRole().includes(role)) {
            throw new IllegalArgumentException("the issuer may not give this role");
        }
        return role;
    }

    private Set<String> scopes(String claim) {
        Collection<String> scopes = list(claim);
        return Set.copyOf(new LinkedHashSet<>(scopes.isEmpty() ? list("scp") : scopes));
    }

    private String text(String claim) {
        Object value = find(claim);
        return value instanceof String text ? printable(text) : "";
    }

    /** Claims end up in rows and logs: one with a control character is nobody's honest name. */
    static String printable(String claim) {
        if (!Printable.only(claim).equals(claim)) {
            throw new IllegalArgumentException("a claim holds control characters");
        }
        return claim;
    }

    /** An array as it is, a string by its words. */
    private List<String> list(String claim) {
        Object value = find(claim);
        if (value instanceof Collection<?> many) {
            return many.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .map(CallerOfToken::printable)
                    .toList();
        }
        if (value instanceof String words && !words.isBlank()) {
            return Arrays.stream(words.strip().split("\\s+"))
                    .map(CallerOfToken::printable)
                    .toList();
        }
        return List.of();
    }

    private Instant instant(String claim) {
        Object value = find(claim);
        if (value instanceof Number seconds) {
            return Instant.ofEpochSecond(seconds.longValue());
        }
        if (value instanceof String text && !text.isEmpty()) {
            return Timestamps.parse(text);
        }
        return Instant.MIN;
    }

    private Object find(String claim) {
        Object value = claims.getClaimValue(claim);
        if (value != null || claim.indexOf('.') < 0) {
            return value;
        }
        Object inner = claims.getClaimsMap();
        for (String step : claim.split("\\.")) {
            inner = inner instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return inner;
    }
}
