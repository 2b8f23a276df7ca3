package dev.undercroft.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A service that keeps a vault as the wire says; told to, it lies. What was asked is kept. */
public final class FakeVault implements AutoCloseable {

    public static final String ACCESS_KEY = "uck_test";

    /** Answers instead of the service. */
    interface Door {
        void answer(HttpExchange exchange) throws IOException;
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final FakeState state;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<String, UnaryOperator<JsonNode>> lies = new HashMap<>();
    private final Map<String, Door> doors = new HashMap<>();
    private final Map<String, Runnable> before = new HashMap<>();

    FakeVault(FakeState state) {
        this.state = state;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    FakeState state() {
        return state;
    }

    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** A client of this service. */
    VaultClientBuilder client() {
        return VaultClient.of(uri()).accessKey(ACCESS_KEY);
    }

    /** From now on the JSON of an answer is changed: {@code "GET /info"}, {@code "GET /secrets/*"}. */
    public synchronized void lie(String route, UnaryOperator<ObjectNode> lie) {
        lieInAll(route, answer -> lie.apply((ObjectNode) answer));
    }

    public synchronized void lieInAll(String route, UnaryOperator<JsonNode> lie) {
        lies.put(route, lie);
    }

    /** From now on somebody else answers. */
    synchronized void instead(String route, Door door) {
        doors.put(route, door);
    }

    /** Runs once, after the next such request came in and before it is answered. */
    synchronized void once(String route, Runnable step) {
        before.put(route, step);
    }

    synchronized void honestAgain() {
        lies.clear();
        doors.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String below = path.startsWith("/api/v1/vault") ? path.substring("/api/v1/vault".length()) : path;
        String route = exchange.getRequestMethod() + " " + below.replaceAll("[0-9a-f-]{32,}", "*");
        asked.add(route);
        try (exchange) {
            takeStep(route).run();
            Door door = door(route);
            if (door != null) {
                door.answer(exchange);
                return;
            }
            FakeState.Answer answer = honest(exchange, route, below);
            String body = answer.body() == null
                    ? ""
                    : lieAt(route).apply(answer.body()).toString();
            send(exchange, answer.status(), body);
        } catch (RuntimeException broken) {
            send(exchange, 500, "{\"detail\":\"the fake broke: " + broken.getClass() + "\"}");
            throw broken;
        }
    }

    private synchronized Runnable takeStep(String route) {
        Runnable step = before.remove(route);
        return step == null ? () -> {} : step;
    }

    private synchronized Door door(String route) {
        return doors.get(route);
    }

    private synchronized UnaryOperator<JsonNode> lieAt(String route) {
        return lies.getOrDefault(route, UnaryOperator.identity());
    }

    private FakeState.Answer honest(HttpExchange exchange, String route, String path) throws IOException {
        if (!ACCESS_KEY.equals(exchange.getRequestHeaders().getFirst("X-API-Key"))) {
            return FakeState.refused(401, "unknown access key");
        }
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        ObjectNode body = bytes.length == 0 ? Json.object() : Vectors.object(new String(bytes, StandardCharsets.UTF_8));
        String query = exchange.getRequestURI().getQuery();
        return state.answer(route, path, query == null ? "" : query, body);
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
