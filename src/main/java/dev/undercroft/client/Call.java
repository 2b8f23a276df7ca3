package dev.undercroft.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/**
 * A request. Immutable.
 *
 * @param uri may hold a proof, and is never shown
 * @param name what is done, for messages
 */
record Call(String method, URI uri, Optional<JsonNode> body, String name) {

    static Call get(URI uri, String name) {
        return new Call("GET", uri, Optional.empty(), name);
    }

    static Call delete(URI uri, String name) {
        return new Call("DELETE", uri, Optional.empty(), name);
    }

    static Call with(String method, URI uri, JsonNode body, String name) {
        return new Call(method, uri, Optional.of(body), name);
    }

    boolean changes() {
        return !method.equals("GET");
    }

    @Override
    public String toString() {
        return name;
    }
}
