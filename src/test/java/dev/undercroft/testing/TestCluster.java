package dev.undercroft.testing;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * The API server of a cluster: shows its key set to whoever has a token, behind an authority of its own, and signs
 * tokens of service accounts as Kubernetes does.
 */
public class TestCluster implements QuarkusTestResourceLifecycleManager {

    public static final String NAME = "https://kubernetes.default.svc.cluster.local";
    public static final String SHOP_TENANT = "tnt_cluster_shop";
    public static final String BANK_TENANT = "tnt_cluster_bank";
    private static final String PROPERTY = "undercroft.testing.cluster-key";
    private static final String TOKEN = "token-of-the-service";
    private static final int RSA_BITS = 2048;

    private HttpsServer server;

    @Override
    public Map<String, String> start() {
        try {
            var authority = new TestAuthority();
            Path folder = Files.createTempDirectory("cluster");
            Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
            serve(authority);
            String issuer = "undercroft.identity.issuers[1].";
            return Map.ofEntries(
                    Map.entry(issuer + "issuer", NAME),
                    Map.entry(issuer + "audience", "undercroft"),
                    Map.entry(
                            issuer + "jwks-location",
                            "https://localhost:" + server.getAddress().getPort() + "/openid/v1/jwks"),
                    Map.entry(
                            issuer + "jwks-ca-file",
                            authority.writeAuthority(folder.resolve("ca.crt")).toString()),
                    Map.entry(issuer + "jwks-token-file", token.toString()),
                    Map.entry(issuer + "type-required", "false"),
                    Map.entry(issuer + "workloads[0].subject", "system:serviceaccount:shop:*"),
                    Map.entry(issuer + "workloads[0].tenant-id", SHOP_TENANT),
                    Map.entry(issuer + "workloads[0].scopes", "secrets:read,secrets:list"),
                    Map.entry(issuer + "workloads[1].subject", "system:serviceaccount:bank:teller"),
                    Map.entry(issuer + "workloads[1].tenant-id", BANK_TENANT),
                    Map.entry(issuer + "workloads[1].scopes", "secrets:read"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void serve(TestAuthority authority) throws IOException {
        byte[] keySet = new JsonWebKeySet(key())
                .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                .getBytes(StandardCharsets.UTF_8);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext()));
        server.createContext("/openid/v1/jwks", exchange -> {
            boolean known = List.of("Bearer " + TOKEN)
                    .equals(exchange.getRequestHeaders().get("Authorization"));
            exchange.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
            exchange.sendResponseHeaders(known ? 200 : 401, known ? keySet.length : -1);
            if (known) {
                exchange.getResponseBody().write(keySet);
            }
            exchange.close();
        });
        server.start();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** What Kubernetes says of a pod's service account in a projected token with the audience {@code undercroft}. */
    public static JwtClaims claims(Instant now, String namespace, String serviceAccount) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(NAME);
        claims.setAudience(List.of("undercroft"));
        claims.setSubject("system:serviceaccount:" + namespace + ":" + serviceAccount);
        claims.setGeneratedJwtId();
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setNotBefore(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 3600));
        claims.setClaim(
                "kubernetes.io",
                Map.of(
                        "namespace",
                        namespace,
                        "node",
                        Map.of("name", "node-1", "uid", "3b7c1a52-4f0e-4e53-9d6b-0f6c7c1d5a11"),
                        "pod",
                        Map.of("name", "web-6d8f", "uid", "8d1f0c5e-7a43-4c1c-8a52-5b0a4b1f6c22"),
                        "serviceaccount",
                        Map.of("name", serviceAccount, "uid", "c2a0a9f4-1f0e-4b8b-9d7e-2e1f4c3b5d33")));
        return claims;
    }

    /** Signs as the API server does: with a key id and without a type. */
    public static String sign(JwtClaims claims) {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue("RS256");
        token.setKeyIdHeaderValue(key().getKeyId());
        token.setKey(key().getPrivateKey());
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static synchronized PublicJsonWebKey key() {
        try {
            String shared = System.getProperty(PROPERTY);
            if (shared == null) {
                PublicJsonWebKey fresh = RsaJwkGenerator.generateJwk(RSA_BITS);
                fresh.setKeyId("cluster-1");
                fresh.setAlgorithm("RS256");
                shared = fresh.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
                System.setProperty(PROPERTY, shared);
            }
            return PublicJsonWebKey.Factory.newPublicJwk(shared);
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
