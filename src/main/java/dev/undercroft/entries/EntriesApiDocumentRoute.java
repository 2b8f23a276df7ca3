package dev.undercroft.entries;

import dev.undercroft.web.ApiDocumentRoute;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers {@code /api/openapi}, where clients of this door look for the API document (entries specification, section 2). */
@ApplicationScoped
class EntriesApiDocumentRoute {

    void register(@Observes Router router) {
        router.route("/api/openapi")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .blockingHandler(EntriesApiDocumentRoute::answer);
    }

    private static void answer(RoutingContext request) {
        request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "public, max-age=3600");
        request.end(Buffer.buffer(ApiDocumentRoute.json()));
    }
}
