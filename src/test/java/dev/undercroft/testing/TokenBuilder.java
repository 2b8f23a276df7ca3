package dev.undercroft.testing;

import dev.undercroft.identity.SigningKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Tokens of the built-in issuer, as the test needs them; one builder per token. */
public final class TokenBuilder {

    private static final RsaJsonWebKey KEY = key();

    private final JwtClaims claims = new JwtClaims();
    private final Clock clock;
    private Duration lifetime = Duration.ofHours(1);

    private TokenBuilder(Clock clock) {
        this.clock = clock;
        claims.setIssuer("undercroft");
        claims.setAudience("undercroft");
        claims.setSubject("alice");
        claims.setGeneratedJwtId();
    }

    /** A token that is issued by this clock. */
    public static TokenBuilder token(Clock clock) {
        return new TokenBuilder(clock);
    }

    /** A token that is issued now, for tests that never move the clock. */
    public static TokenBuilder token() {
        return new TokenBuilder(Clock.systemUTC());
    }

    public TokenBuilder tenant(String tenantId) {
        return claim("tenant_id", tenantId);
    }

    public TokenBuilder partner(String partnerId) {
        return claim("partner_id", partnerId);
    }

    public TokenBuilder role(String role) {
        return claim("role", role);
    }

    public TokenBuilder subject(String subject) {
        claims.setSubject(subject);
        return this;
    }

    public TokenBuilder serviceAccount(String subject) {
        claims.setSubject(subject);
        return claim("identity_type", "service_account");
    }

    /** Scopes, each by itself or several separated by spaces. */
    public TokenBuilder scope(String... scopes) {
        return claim("scope", String.join(" ", scopes));
    }

    public TokenBuilder groups(String... groups) {
        claims.setStringListClaim("groups", Arrays.asList(groups));
        return this;
    }

    public TokenBuilder claim(String name, Object value) {
        claims.setClaim(name, value);
        return this;
    }

    public TokenBuilder lifetime(Duration lifetime) {
        this.lifetime = lifetime;
        return this;
    }

    /** The signed token. */
    public String sign() {
        var now = clock.instant();
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(lifetime).getEpochSecond()));
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setKeyIdHeaderValue(KEY.getKeyId());
        token.setHeader("typ", "at+jwt");
        token.setKey(KEY.getPrivateKey());
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static RsaJsonWebKey key() {
        try {
            Path file = Files.createTempFile("signing", ".pem");
            Files.writeString(file, SigningKey.PEM);
            RsaJsonWebKey key = SigningKeys.read(file).newest();
            Files.delete(file);
            return key;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
