package dev.undercroft.identity;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.SigningKey;
import dev.undercroft.testing.TestIssuer;
import dev.undercroft.testing.TokenBuilder;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** Which tokens count (RFC 8725), for how long, and what the service knows of them. */
@QuarkusTest
@WithTestResource(value = TestIssuer.class, scope = TestResourceScope.GLOBAL)
class TokensTest extends ApiTest {

    @Test
    void whoamiTellsWhatTheTokenSays() {
        String token = user("alice@acme.example")
                .scope("secrets:read audit:read")
                .groups("sre")
                .claim("mfa_verified_at", clock.instant().getEpochSecond())
                .sign();

        as(token)
                .get("/v1/auth/whoami")
                .then()
                .statusCode(200)
                .body("identity_id", equalTo("user:alice@acme.example"))
                .body("identity_type", equalTo("user"))
                .body("tenant_id", equalTo(tenant))
                .body("partner_id", equalTo(partner))
                .body("scopes", equalTo(java.util.List.of("audit:read", "secrets:read")))
                .body("groups", hasItem("group:sre"))
                .body("roles", equalTo(java.util.List.of()))
                .body("mfa_verified_at", not(nullValue()))
                .body("token_expires_at", not(nullValue()));
    }

    @Test
    void aTokenCountsUntilItExpires() {
        String token = user("alice").lifetime(Duration.ofMinutes(5)).sign();
        as(token).get("/v1/auth/whoami").then().statusCode(200);

        clock.advance(Duration.ofMinutes(5));

        as(token)
                .get("/v1/auth/whoami")
                .then()
                .statusCode(401)
                .body("error.code", equalTo("token_expired"))
                .header("WWW-Authenticate", equalTo("Bearer error=\"invalid_token\""));
    }

    @Test
    void aTokenOfAnotherIssuerAudienceOrKeyDoesNotCount() throws JoseException {
        refuse(user("a").claim("iss", "somebody").sign());
        refuse(user("a").claim("aud", "something").sign());
        RsaJsonWebKey stranger = RsaJwkGenerator.generateJwk(2048);
        refuse(signed(claims(), stranger.getPrivateKey(), "RS256", token -> token.setKeyIdHeaderValue(kid())));
        String good = user("a").sign();
        refuse(good.substring(0, good.length() - 8) + "AAAAAAAA");
        refuse("not.a.token");
        refuse("x".repeat(17_000));
    }

    @Test
    void aTokenThatChoosesItsOwnAlgorithmOrKeyDoesNotCount() throws Exception {
        Key own = SigningKeys.read(pem()).newest().getPrivateKey();
        refuse(signed(claims(), null, "none", token -> token.setKeyIdHeaderValue(kid())));
        refuse(signed(claims(), own, "RS512", token -> token.setKeyIdHeaderValue(kid())));
        refuse(signed(claims(), own, "PS256", token -> token.setKeyIdHeaderValue(kid())));
        byte[] publicKey = SigningKeys.read(pem()).newest().getPublicKey().getEncoded();
        refuse(signed(claims(), new HmacKey(publicKey), "HS256", token -> token.setKeyIdHeaderValue(kid())));
        for (String header : new String[] {"jku", "x5u", "crit"}) {
            refuse(signed(claims(), own, "RS256", token -> {
                token.setKeyIdHeaderValue(kid());
                token.setHeader(header, "http://localhost/keys");
            }));
        }
        RsaJsonWebKey stranger = RsaJwkGenerator.generateJwk(2048);
        refuse(signed(claims(), stranger.getPrivateKey(), "RS256", token -> {
            token.setKeyIdHeaderValue(kid());
            token.setJwkHeader(stranger);
        }));
    }

    @Test
    void aTokenNeedsAKindAKeyIdAnExpiryAndASubject() throws Exception {
        Key own = SigningKeys.read(pem()).newest().getPrivateKey();
        refuse(signed(claims(), own, "RS256", token -> {}));
        refuse(signed(claims(), own, "RS256", token -> {
            token.setKeyIdHeaderValue(kid());
            token.setHeader("typ", "secevent+jwt");
        }));
        JwtClaims forever = claims();
        forever.unsetClaim("exp");
        refuse(signed(forever, own, "RS256", token -> token.setKeyIdHeaderValue(kid())));
        JwtClaims nobody = claims();
        nobody.unsetClaim("sub");
        refuse(signed(nobody, own, "RS256", token -> token.setKeyIdHeaderValue(kid())));
        JwtClaims group = claims();
        group.setClaim("identity_type", "group");
        refuse(signed(group, own, "RS256", token -> token.setKeyIdHeaderValue(kid())));
        JwtClaims role = claims();
        role.setClaim("role", "root");
        refuse(signed(role, own, "RS256", token -> token.setKeyIdHeaderValue(kid())));
        JwtClaims control = claims();
        control.setSubject("a\u0000b");
        refuse(signed(control, own, "RS256", token -> token.setKeyIdHeaderValue(kid())));
    }

    @Test
    void anotherIssuersTokenCountsByItsOwnKeyAndNamesOfClaims() throws JoseException {
        JwtClaims claims = claims();
        claims.setIssuer(TestIssuer.NAME);
        claims.setAudience("secrets");
        claims.unsetClaim("tenant_id");
        claims.unsetClaim("scope");
        claims.setClaim("org", Map.of("tenant", tenant));
        claims.setStringListClaim("scp", "secrets:list", "audit:read");
        String token = signed(
                claims, TestIssuer.key().getPrivateKey(), "ES256", header -> header.setKeyIdHeaderValue("elsewhere-1"));

        as(token)
                .get("/v1/auth/whoami")
                .then()
                .statusCode(200)
                .body("tenant_id", equalTo(tenant))
                .body("scopes", equalTo(java.util.List.of("audit:read", "secrets:list")));
    }

    @Test
    void noIssuerSignsForAnother() throws Exception {
        JwtClaims ofElsewhere = claims();
        ofElsewhere.setIssuer(TestIssuer.NAME);
        ofElsewhere.setAudience("secrets");
        refuse(signed(
                ofElsewhere,
                SigningKeys.read(pem()).newest().getPrivateKey(),
                "RS256",
                t -> t.setKeyIdHeaderValue(kid())));
        refuse(signed(claims(), TestIssuer.key().getPrivateKey(), "ES256", t -> t.setKeyIdHeaderValue("elsewhere-1")));
    }

    @Test
    void thePublicKeysStandAtTheirAddressWithoutThePrivateOnes() {
        RestAssured.given()
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .body("keys[0].kid", equalTo(kid()))
                .body("keys[0].kty", equalTo("RSA"))
                .body("keys[0]", not(hasKey("d")));
    }

    @Test
    void introspectionTellsOfTokensOfTheOwnRealmOnly() {
        String mine = user("bob").scope("secrets:read").sign();
        String other = "tnt_" + unique();
        makeTenant(other, partner);
        String foreign = TokenBuilder.token(clock).tenant(other).sign();

        introspect(tenantAdmin(), mine).body("active", equalTo(true)).body("identity_id", equalTo("user:bob"));
        introspect(tenantAdmin(), foreign).body("active", equalTo(false)).body("$", not(hasKey("identity_id")));
        introspect(partnerAdmin(), foreign).body("active", equalTo(true));
        introspect(tenantAdmin(), "garbage").body("active", equalTo(false));
        as(user("x").scope("secrets:read").sign())
                .body("{\"token\": \"" + mine + "\"}")
                .post("/v1/auth/introspect")
                .then()
                .statusCode(403)
                .body("error.code", equalTo("insufficient_scope"));
    }

    @Test
    void aRevokedTokenCountsNoMoreAtOnce() {
        write(tenantAdmin(), "app/db", "x");
        grant("user", "user:bob", "app/**", "read", "list");
        String token = user("bob").scope("secrets:read secrets:list").sign();
        as(token).get("/v1/secrets/app/db").then().statusCode(200);

        as(tenantAdmin())
                .body("{\"token\": \"" + token + "\"}")
                .post("/v1/auth/revoke")
                .then()
                .statusCode(200);

        as(token).get("/v1/secrets/app/db").then().statusCode(401).body("error.code", equalTo("token_revoked"));
        as(token).get("/v1/secrets").then().statusCode(401).body("error.code", equalTo("token_revoked"));
        introspect(tenantAdmin(), token).body("active", equalTo(false));
    }

    @Test
    void aRevokedTokenDoesNotComeBackInAnotherSpelling() {
        write(tenantAdmin(), "app/db", "x");
        String token = TokenBuilder.token(clock)
                .tenant(tenant)
                .role("tenant_admin")
                .scope("secrets:read")
                .sign();
        as(tenantAdmin())
                .body("{\"token\": \"" + token + "\"}")
                .post("/v1/auth/revoke")
                .then()
                .statusCode(200);

        String signature = token.substring(token.lastIndexOf('.') + 1);
        String head = token.substring(0, token.lastIndexOf('.') + 1);
        char last = signature.charAt(signature.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char neighbour = alphabet.charAt(alphabet.indexOf(last) ^ 1);
        for (String spelling : new String[] {
            token + "=",
            token + "==",
            token + "!",
            token + "~",
            head + "!" + signature,
            head + signature.replace('-', '+').replace('_', '/') + "=",
            head + signature.substring(0, signature.length() - 1) + neighbour
        }) {
            as(spelling).get("/v1/secrets/app/db").then().statusCode(401);
        }
    }

    @Test
    void aRevokedTokenChangesNoPolicyAndReadsNoTrail() {
        String token = tenantAdmin();
        as(token).get("/v1/audit/logs").then().statusCode(200);
        as(tenantAdmin())
                .body("{\"token\": \"" + token + "\"}")
                .post("/v1/auth/revoke")
                .then()
                .statusCode(200);

        as(token).get("/v1/audit/logs").then().statusCode(401).body("error.code", equalTo("token_revoked"));
        as(token)
                .body("{\"name\": \"p\", \"rules\": [{\"path_pattern\": \"**\", \"permissions\": [\"admin\"]}]}")
                .post("/v1/policies")
                .then()
                .statusCode(401);
    }

    @Test
    void anotherIssuerGivesNoHigherRoleThanItMay() throws JoseException {
        JwtClaims claims = claims();
        claims.setIssuer(TestIssuer.NAME);
        claims.setAudience("secrets");
        claims.unsetClaim("tenant_id");
        claims.setClaim("role", "super_admin");
        refuse(signed(claims, TestIssuer.key().getPrivateKey(), "ES256", t -> t.setKeyIdHeaderValue("elsewhere-1")));
    }

    @Test
    void aTenantAdminCannotRevokeForAnotherTenant() {
        String other = "tnt_" + unique();
        makeTenant(other, partner);
        String foreign = TokenBuilder.token(clock).tenant(other).sign();

        as(tenantAdmin())
                .body("{\"token\": \"" + foreign + "\"}")
                .post("/v1/auth/revoke")
                .then()
                .statusCode(200);

        as(foreign).get("/v1/auth/whoami").then().statusCode(200);
    }

    private io.restassured.response.ValidatableResponse introspect(String asker, String token) {
        return as(asker)
                .body("{\"token\": \"" + token + "\"}")
                .post("/v1/auth/introspect")
                .then()
                .statusCode(200);
    }

    private static void refuse(String token) {
        as(token).get("/v1/auth/whoami").then().statusCode(401).body("error.code", equalTo("token_invalid"));
    }

    private JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("undercroft");
        claims.setAudience("undercroft");
        claims.setSubject("alice");
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setClaim("tenant_id", tenant);
        claims.setClaim("scope", "secrets:read");
        return claims;
    }

    private static String signed(JwtClaims claims, Key key, String algorithm, Consumer<JsonWebSignature> headers) {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue(algorithm);
        token.setHeader("typ", "at+jwt");
        token.setKey(key);
        token.setDoKeyValidation(false);
        token.setPayload(claims.toJson());
        headers.accept(token);
        try {
            return token.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String kid() {
        return SigningKeys.read(pem()).newest().getKeyId();
    }

    private static Path pem() {
        try {
            Path file = Files.createTempFile("signing", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, SigningKey.PEM);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
