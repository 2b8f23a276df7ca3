package dev.undercroft.identity;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;

/**
 * Holds a JSON Web Token against the rules of its issuer, as RFC 8725 asks. May fetch keys over the network, so it
 * never runs on an event loop. Thread safe.
 */
@ApplicationScoped
public class TokenVerifier {

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    // RFC 8725, 3.10: a token must not bring or point to the key that it is verified with.
    private static final List<String> KEY_HEADERS = List.of("jku", "x5u", "jwk", "x5c", "crit");
    private static final int LONGEST = 16_384;
    // RFC 7515, 7.1: base64url without padding; decoders forgive more, which would give one token many spellings.
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    // Reads what a token claims, to find its issuer; nothing of it is believed.
    private static final JwtConsumer UNVERIFIED = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();

    private final TrustedIssuers issuers;
    private final Clock clock;

    @Inject
    public TokenVerifier(TrustedIssuers issuers, Clock clock) {
        this.issuers = issuers;
        this.clock = clock;
    }

    /** The caller that the token stands for; throws {@code token_expired} or {@code token_invalid}. */
    public Caller verify(String token, String digest) {
        if (token.length() > LONGEST || !COMPACT.matcher(token).matches()) {
            throw new Problem(ProblemCode.TOKEN_INVALID);
        }
        try {
            JwtContext read = UNVERIFIED.process(token);
            TrustedIssuer issuer =
                    issuers.named(issuerOf(read)).orElseThrow(() -> new Problem(ProblemCode.TOKEN_INVALID));
            refuseHeaders(read, issuer.typeRequired());
            JwtClaims claims = consumer(issuer).processToClaims(token);
            return issuer.workloads().isEmpty()
                    ? new CallerOfToken(issuer, claims).caller(digest)
                    : new CallerOfWorkload(issuer, claims).caller(digest);
        } catch (InvalidJwtException refused) {
            throw new Problem(refused.hasExpired() ? ProblemCode.TOKEN_EXPIRED : ProblemCode.TOKEN_INVALID);
        } catch (MalformedClaimException | IllegalArgumentException malformed) {
            throw new Problem(ProblemCode.TOKEN_INVALID);
        }
    }

    private static String issuerOf(JwtContext read) throws MalformedClaimException {
        String issuer = read.getJwtClaims().getIssuer();
        return issuer == null ? "" : issuer;
    }

    private static void refuseHeaders(JwtContext read, boolean typeRequired) {
        List<JsonWebStructure> layers = read.getJoseObjects();
        if (layers.size() != 1) {
            throw new Problem(ProblemCode.TOKEN_INVALID);
        }
        JsonWebStructure header = layers.get(0);
        for (String name : KEY_HEADERS) {
            if (header.getHeaders().getObjectHeaderValue(name) != null) {
                throw new Problem(ProblemCode.TOKEN_INVALID);
            }
        }
        String type = header.getHeader("typ");
        boolean accepted = type == null ? !typeRequired : TYPES.contains(type.toLowerCase(Locale.ROOT));
        if (!accepted || header.getKeyIdHeaderValue() == null) {
            throw new Problem(
                    ProblemCode.TOKEN_INVALID,
                    "The token needs the headers 'typ' (JWT or at+jwt) and 'kid'; get a new one.");
        }
    }

    private JwtConsumer consumer(TrustedIssuer issuer) {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(issuer.keys())
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT,
                        issuer.algorithms().toArray(String[]::new))
                .setExpectedIssuer(issuer.issuer())
                .setExpectedAudience(issuer.audience())
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds((int) issuer.clockSkew().toSeconds())
                .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                .build();
    }
}
