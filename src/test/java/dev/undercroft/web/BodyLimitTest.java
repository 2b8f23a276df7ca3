package dev.undercroft.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body beyond the limit is answered so that the caller sees it, however it sends. */
@QuarkusTest
class BodyLimitTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final String NEXT =
            "GET /.well-known/jwks.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private static Socket connected() throws IOException {
        Socket socket = new Socket("127.0.0.1", RestAssured.port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String everything(Socket socket) throws IOException {
        var text = new StringBuilder();
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoSendsOnGetsTheAnswerAndMayAskAgain(boolean saysItsLength) throws IOException {
        try (Socket socket = connected()) {
            OutputStream out = socket.getOutputStream();
            out.write(ascii("POST /v1/secrets/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + (saysItsLength ? "Content-Length: " + 4 * MEBIBYTE : "Transfer-Encoding: chunked")
                    + "\r\n\r\n"));
            for (int i = 0; i < 4; i++) {
                out.write(ascii(saysItsLength ? "" : Integer.toHexString(MEBIBYTE) + "\r\n"));
                out.write(new byte[MEBIBYTE]);
                out.write(ascii(saysItsLength ? "" : "\r\n"));
            }
            out.write(ascii(saysItsLength ? "" : "0\r\n\r\n"));
            out.write(ascii(NEXT));

            assertThat(everything(socket))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("payload_too_large")
                    .contains("HTTP/1.1 200 ")
                    .contains("\"keys\"");
        }
    }

    @Test
    void whoNeverEndsIsCutOff() throws IOException {
        try (Socket socket = connected()) {
            OutputStream out = socket.getOutputStream();
            out.write(ascii("POST /v1/secrets/batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + 1000L * MEBIBYTE
                    + "\r\n\r\n"));
            int sent = 0;
            try {
                for (; sent < 1000; sent++) {
                    out.write(new byte[MEBIBYTE]);
                }
            } catch (IOException cutOff) {
                assertThat(sent).isGreaterThan(8);
            }
            assertThat(sent).isLessThan(200);
        }
    }

    @Test
    void whoFallsSilentIsCutOff() throws IOException {
        try (Socket socket = connected()) {
            socket.getOutputStream()
                    .write(ascii(
                            "POST /v1/secrets/batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000\r\n\r\n"));

            assertThat(everything(socket)).startsWith("HTTP/1.1 413 ").contains("payload_too_large");
        }
    }
}
