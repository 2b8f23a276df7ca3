package dev.undercroft.testing;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An issuer elsewhere: signs with ES256, serves its public key over HTTP, and has its own names for claims. */
public class TestIssuer implements QuarkusTestResourceLifecycleManager {

    public static final String NAME = "https://login.example";
    private static final String PROPERTY = "undercroft.testing.elsewhere-key";

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        byte[] keySet = new JsonWebKeySet(key())
                .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                .getBytes(StandardCharsets.UTF_8);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/keys", exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keySet.length);
                exchange.getResponseBody().write(keySet);
                exchange.close();
            });
            server.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        String prefix = "undercroft.identity.issuers[0].";
        return Map.of(
                prefix + "issuer", NAME,
                prefix + "audience", "secrets",
                prefix + "jwks-location",
                        "http://localhost:" + server.getAddress().getPort() + "/keys",
                prefix + "algorithms", "ES256",
                prefix + "claims.tenant-id", "org.tenant");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** The issuer's key pair, the same for every class loader of the run. */
    public static synchronized PublicJsonWebKey key() {
        try {
            String shared = System.getProperty(PROPERTY);
            if (shared == null) {
                PublicJsonWebKey fresh = EcJwkGenerator.generateJwk(EllipticCurves.P256);
                fresh.setKeyId("elsewhere-1");
                shared = fresh.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
                System.setProperty(PROPERTY, shared);
            }
            return PublicJsonWebKey.Factory.newPublicJwk(shared);
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
