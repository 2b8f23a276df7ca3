package dev.undercroft.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.undercroft.testing.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Key sets behind a private authority and a token, as the API server of Kubernetes shows them. */
@Timeout(60)
class GuardedKeySetTest {

    @TempDir
    Path folder;

    private final TestAuthority authority = new TestAuthority();
    private final List<String> credentials = new ArrayList<>();
    private HttpsServer server;
    private int status = 200;
    private String location = "";
    private Path authorities;
    private Path token;

    @BeforeEach
    void serve() throws IOException {
        authorities = authority.writeAuthority(folder.resolve("ca.crt"));
        token = Files.writeString(folder.resolve("token"), "first\n");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext()));
        server.createContext("/", exchange -> {
            credentials.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = "{\"keys\": []}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        location = "https://localhost:" + server.getAddress().getPort() + "/openid/v1/jwks";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String fetch() throws IOException {
        return new GuardedKeySet(location, Optional.of(authorities), Optional.of(token))
                .get(location)
                .getBody();
    }

    @Test
    void theTokenIsReadAnewForEachFetch() throws IOException {
        var keySet = new GuardedKeySet(location, Optional.of(authorities), Optional.of(token));
        assertThat(keySet.get(location).getBody()).isEqualTo("{\"keys\": []}");

        Files.writeString(token, "second");
        keySet.get(location);

        assertThat(credentials).containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void withoutATokenFileNoCredentialIsSent() throws IOException {
        new GuardedKeySet(location, Optional.of(authorities), Optional.empty()).get(location);

        assertThat(credentials).containsExactly((String) null);
    }

    @Test
    void aServerOfAnotherAuthorityGetsNoToken() {
        authorities = new TestAuthority().writeAuthority(folder.resolve("other.crt"));

        assertThatThrownBy(this::fetch).isInstanceOf(SSLException.class);
        assertThat(credentials).isEmpty();
    }

    @Test
    void theSystemsAuthoritiesCountWhereNoneAreNamed() {
        assertThatThrownBy(() -> new GuardedKeySet(location, Optional.empty(), Optional.of(token)).get(location))
                .isInstanceOf(SSLException.class);
        assertThat(credentials).isEmpty();
    }

    @Test
    void aTokenDoesNotFollowARedirect() {
        status = 302;

        assertThatThrownBy(this::fetch).isInstanceOf(IOException.class).hasMessage("the answer is 302");
        assertThat(credentials).hasSize(1);
    }

    @Test
    void aFileThatHoldsNoTokenOrNoCertificateIsToldWithoutItsContent() throws IOException {
        Files.writeString(token, "two words");
        assertThatThrownBy(this::fetch)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no token")
                .hasMessageNotContaining("words");
        Files.writeString(authorities, "nothing");
        assertThatThrownBy(this::fetch)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ca.crt")
                .hasMessageNotContaining("nothing");
    }

    @Test
    void aTokenIsNeverSentInTheClear() {
        assertThatThrownBy(() -> new GuardedKeySet("http://api/jwks", Optional.empty(), Optional.of(token)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("https://");
    }
}
