package dev.undercroft.client;

import static dev.undercroft.client.VaultFixture.refusal;
import static dev.undercroft.client.VaultFixture.vault;
import static dev.undercroft.client.VaultFixture.vaultKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.undercroft.client.VaultException.Reason;
import dev.undercroft.testing.TestAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client makes of answers that are none. */
class TransportTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{} {}",
                "{\"id\":1}",
                "{\"id\":\"1\",\"id\":\"2\"}",
                "{\"id\":\"C0FFEE00-1111-4222-8333-444455556666\"}",
                "{\"id\":\"c0ffee00-1111-4222-8333-444455556666\",\"organization_id\":\"org_test_123\",\"created_at\":\"now\"}"
            })
    void garbage_is_refused(String body) {
        try (FakeVault service = vault(PayloadFormat.V2)) {
            service.instead("GET /info", exchange -> FakeVault.send(exchange, 200, body));

            refusal(Reason.BAD_ANSWER, () -> service.client().build().info());
            refusal(Reason.BAD_ANSWER, () -> service.client().build().unlock(vaultKey()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_never_followed(int status) {
        try (FakeVault service = vault(PayloadFormat.V2);
                FakeVault elsewhere = vault(PayloadFormat.V2)) {
            service.instead("GET /info", exchange -> {
                exchange.getResponseHeaders().add("Location", elsewhere.uri() + "/api/v1/vault/info");
                FakeVault.send(exchange, status, "");
            });

            refusal(Reason.REDIRECTED, () -> service.client().build().info());
            assertThat(elsewhere.asked).isEmpty();
        }
    }

    @Test
    void an_http_client_that_follows_redirects_is_refused() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        refusal(Reason.INVALID_INPUT, () -> VaultClient.of(URI.create("https://localhost"))
                .httpClient(following));
    }

    @Test
    void a_huge_answer_is_refused_by_its_length_and_by_its_bytes() {
        try (FakeVault service = vault(PayloadFormat.V2)) {
            service.instead("GET /info", exchange -> {
                exchange.sendResponseHeaders(200, BoundedBody.LIMIT + 1);
                exchange.getResponseBody().write(new byte[1]);
            });
            refusal(Reason.TOO_LARGE, () -> service.client().build().info());
            service.instead("GET /info", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                pour(exchange.getResponseBody());
            });
            refusal(Reason.TOO_LARGE, () -> service.client().build().info());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED",
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "409, CONFLICT",
        "422, REFUSED",
        "429, TOO_MANY_REQUESTS",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void each_status_has_its_reason_and_passes_the_detail_on(int status, Reason reason) {
        try (FakeVault service = vault(PayloadFormat.V2)) {
            service.instead("GET /secrets", exchange -> FakeVault.send(exchange, status, "{\"detail\":\"because\"}"));

            assertThat(refusal(reason, () -> service.client().build().secrets()))
                    .hasMessageContaining("(HTTP " + status + ")")
                    .hasMessageEndingWith(": because");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"detail\":[{\"loc\":[\"body\",\"name\"],\"msg\":\"too long\",\"type\":\"x\"}]} | : body.name: too long",
                "{\"detail\":{\"message\":\"m\",\"code\":7}} | : m",
                "{\"detail\":7} | (HTTP 422)",
                "{} | (HTTP 422)",
                "no JSON | (HTTP 422)"
            })
    void details_of_every_form_are_read(String body, String end) {
        try (FakeVault service = vault(PayloadFormat.V2)) {
            service.instead("GET /secrets", exchange -> FakeVault.send(exchange, 422, body));

            assertThat(refusal(Reason.REFUSED, () -> service.client().build().secrets()))
                    .hasMessageEndingWith(end);
        }
    }

    @Test
    void details_lose_what_could_harm_a_terminal_and_are_cut() {
        try (FakeVault service = vault(PayloadFormat.V2)) {
            service.instead(
                    "GET /secrets",
                    exchange -> FakeVault.send(
                            exchange,
                            400,
                            "{\"detail\":\"a\\u001b[2J\\r\\nb\\u202e\\u2028\\ud800" + "x".repeat(5000) + "\"}"));

            String message = refusal(
                            Reason.REFUSED, () -> service.client().build().secrets())
                    .getMessage();

            assertThat(message).contains("a [2J").doesNotContainPattern("[\\p{Cntrl}\\u202e\\u2028]");
            assertThat(message.substring(message.indexOf("a [2J"))).hasSize(300);
        }
    }

    @Test
    void a_service_that_keeps_silent_is_given_up() {
        CountDownLatch end = new CountDownLatch(1);
        try (FakeVault service = vault(PayloadFormat.V2)) {
            VaultClient client =
                    service.client().timeout(Duration.ofMillis(200)).build();
            service.instead("GET /info", exchange -> await(end));
            assertThat(refusal(Reason.TIMEOUT, client::info)).hasMessageContaining("within 0.2 s");
            service.instead("GET /info", exchange -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                await(end);
            });
            refusal(Reason.TIMEOUT, client::info);
            end.countDown();
        }
    }

    @Test
    void what_may_have_been_done_is_said() {
        CountDownLatch end = new CountDownLatch(1);
        try (FakeVault service = vault(PayloadFormat.V2)) {
            VaultClient client =
                    service.client().timeout(Duration.ofMillis(200)).build();
            service.instead("POST /secrets/*/access", exchange -> await(end));

            assertThat(refusal(Reason.TIMEOUT, () -> client.grantAccess(UUID.randomUUID(), UUID.randomUUID())))
                    .hasMessageContaining("may have been done");
            end.countDown();
        }
    }

    @Test
    void nobody_there_and_no_encryption_are_told_apart_from_distrust() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        refusal(Reason.UNREACHABLE, () -> VaultClient.of(URI.create("http://localhost:" + port))
                .accessKey(FakeVault.ACCESS_KEY)
                .build()
                .info());
        try (ServerSocket unencrypted = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerUnencrypted(unencrypted));
            server.start();
            URI encrypted = URI.create("https://localhost:" + unencrypted.getLocalPort());
            assertThat(refusal(Reason.UNREACHABLE, () -> VaultClient.of(encrypted)
                            .accessKey(FakeVault.ACCESS_KEY)
                            .build()
                            .info()))
                    .hasMessageContaining("speaks https");
        }
    }

    @Test
    void a_certificate_must_be_trusted() throws IOException {
        TestAuthority authority = new TestAuthority();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext()));
        server.createContext("/", exchange -> {
            FakeVault.send(exchange, 404, "{}");
            exchange.close();
        });
        server.start();
        try {
            String port = ":" + server.getAddress().getPort();
            VaultClientBuilder client =
                    VaultClient.of(URI.create("https://localhost" + port)).accessKey(FakeVault.ACCESS_KEY);

            assertThat(refusal(Reason.CERTIFICATE, () -> client.build().info())).hasMessageContaining("not trusted");
            client.sslContext(authority.clientContext());
            assertThat(client.build().info()).isEmpty();
            refusal(Reason.CERTIFICATE, () -> VaultClient.of(URI.create("https://127.0.0.1" + port))
                    .accessKey(FakeVault.ACCESS_KEY)
                    .sslContext(authority.clientContext())
                    .build()
                    .info());
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\nbreak", "kéy"})
    void an_access_key_that_can_be_none_is_refused_without_being_shown(String key) {
        try (FakeVault service = vault(PayloadFormat.V2)) {
            VaultException refused = refusal(
                    Reason.INVALID_INPUT,
                    () -> service.client().accessKey(key).build().info());

            if (!key.isEmpty()) {
                assertThat(refused.getMessage()).doesNotContain(key);
            }
            assertThat(service.asked).isEmpty();
        }
    }

    @Test
    void an_interrupted_thread_stays_interrupted() {
        try (FakeVault service = vault(PayloadFormat.V2)) {
            Thread.currentThread().interrupt();

            refusal(Reason.INTERRUPTED, () -> service.client().build().info());
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void answerUnencrypted(ServerSocket server) {
        try (Socket caller = server.accept()) {
            caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException hungUp) {
            assertThat(hungUp).isNotNull();
        }
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pour(OutputStream body) {
        byte[] block = new byte[1 << 20];
        try {
            for (long written = 0; written <= BoundedBody.LIMIT; written += block.length) {
                body.write(block);
            }
            body.write(block);
        } catch (IOException hungUp) {
            assertThat(hungUp).isNotNull();
        }
    }
}
