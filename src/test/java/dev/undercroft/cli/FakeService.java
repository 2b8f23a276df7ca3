package dev.undercroft.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A service that answers reads as the real one does, and remembers what it was asked. */
final class FakeService implements AutoCloseable {

    /** What was asked: the URI and the headers that matter. */
    record Asked(String uri, String authorization, String accept, String tenant, String ifNoneMatch) {}

    final List<Asked> asked = new ArrayList<>();
    private final Map<String, String> data = new TreeMap<>();
    private final Map<String, Integer> versions = new TreeMap<>();
    private final HttpServer server;
    private final String url;
    private int refusal;
    private String refusalBody = "";

    FakeService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        url = "http://localhost:" + server.getAddress().getPort();
        server.createContext("/v1/secrets/", this::answer);
        server.start();
    }

    String url() {
        return url;
    }

    /** Writes a version of a secret. */
    FakeService write(String path, String json) {
        data.put(path, json);
        versions.merge(path, 1, Integer::sum);
        return this;
    }

    /** Takes a secret away: made anew, its versions count from 1. */
    void delete(String path) {
        data.remove(path);
        versions.remove(path);
    }

    /** Refuses everything from now on. */
    void refuse(int status, String body) {
        refusal = status;
        refusalBody = body;
    }

    void answerAgain() {
        refusal = 0;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        asked.add(new Asked(
                exchange.getRequestURI().toString(),
                headers.getFirst("Authorization"),
                headers.getFirst("Accept"),
                headers.getFirst("X-Tenant-ID"),
                headers.getFirst("If-None-Match")));
        String path = exchange.getRequestURI().getPath().substring("/v1/secrets/".length());
        String tag = "\"" + versions.getOrDefault(path, 0) + "\"";
        if (refusal != 0) {
            send(exchange, refusal, refusalBody);
        } else if (!data.containsKey(path)) {
            send(exchange, 404, "{\"error\": {\"code\": \"secret_not_found\", \"message\": \"No such secret.\"}}");
        } else if (tag.equals(headers.getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        } else {
            exchange.getResponseHeaders().add("ETag", tag);
            boolean plain = "text/plain".equals(headers.getFirst("Accept"));
            send(exchange, 200, plain ? "pl\u00e4in\n" : "{\"path\":\"" + path + "\",\"data\":" + data.get(path) + "}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
