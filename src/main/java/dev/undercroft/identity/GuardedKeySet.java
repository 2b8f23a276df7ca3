package dev.undercroft.identity;

import dev.undercroft.web.BearerText;
import dev.undercroft.web.PrivateAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import org.jose4j.http.Response;
import org.jose4j.http.SimpleGet;
import org.jose4j.http.SimpleResponse;

/**
 * A key set behind a server of a private authority or one that asks for a token, as the API server of Kubernetes does.
 * Both files are read anew for each fetch, since they change while the service runs. Thread safe.
 */
final class GuardedKeySet implements SimpleGet {

    private final Optional<Path> authorities;
    private final Optional<Path> token;

    /** Throws {@link IllegalStateException} where a token or an authority would be of no use or unsafe. */
    GuardedKeySet(String location, Optional<Path> authorities, Optional<Path> token) {
        if (!location.startsWith("https://")) {
            throw new IllegalStateException("undercroft.identity.issuers: jwks-ca-file and jwks-token-file need a"
                    + " jwks-location that begins with https://, and " + location + " does not");
        }
        this.authorities = authorities;
        this.token = token;
    }

    @Override
    public SimpleResponse get(String location) throws IOException {
        HttpsURLConnection connection = (HttpsURLConnection) new URL(location).openConnection();
        connection.setConnectTimeout(TrustedIssuers.JWKS_TIMEOUT_MILLIS);
        connection.setReadTimeout(TrustedIssuers.JWKS_TIMEOUT_MILLIS);
        // A token is for this server and not for wherever it points to.
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Accept", "application/jwk-set+json, application/json");
        if (authorities.isPresent()) {
            connection.setSSLSocketFactory(
                    PrivateAuthority.of(authorities.get()).getSocketFactory());
        }
        if (token.isPresent()) {
            connection.setRequestProperty(
                    "Authorization",
                    "Bearer " + BearerText.of(Files.readString(token.get()), "the file " + token.get()));
        }
        try {
            return bodyOf(connection);
        } finally {
            connection.disconnect();
        }
    }

    private static SimpleResponse bodyOf(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException("the answer is " + status);
        }
        try (InputStream body = connection.getInputStream()) {
            byte[] bytes = body.readNBytes(TrustedIssuers.JWKS_LARGEST_BYTES + 1);
            if (bytes.length > TrustedIssuers.JWKS_LARGEST_BYTES) {
                throw new IOException("the answer is longer than " + TrustedIssuers.JWKS_LARGEST_BYTES + " bytes");
            }
            return new Response(status, "OK", Map.of(), new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
