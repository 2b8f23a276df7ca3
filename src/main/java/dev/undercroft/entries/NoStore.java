package dev.undercroft.entries;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Answers with values, which no cache may keep. */
final class NoStore {

    private NoStore() {}

    static Response ok(Object document) {
        return Response.ok(document)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
