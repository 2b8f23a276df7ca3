package dev.undercroft.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a body whose length is announced to be too large, before any of it is read. Quarkus would answer without a
 * body, as it still does for one that is too large without saying so (chunked).
 */
@ApplicationScoped
public class BodyLimit {

    private static final int PRIORITY_BEHIND_REQUEST_IDS = 900;

    @Inject
    ProblemDialects dialects;

    @Inject
    ObjectMapper json;

    @ConfigProperty(name = "quarkus.http.limits.max-body-size")
    MemorySize limit;

    void register(@Observes Filters filters) {
        filters.register(this::refuseTooLarge, PRIORITY_BEHIND_REQUEST_IDS);
    }

    private void refuseTooLarge(RoutingContext exchange) {
        if (!isBeyondLimit(exchange.request().getHeader("Content-Length"))) {
            exchange.next();
            return;
        }
        Problem problem = new Problem(ProblemCode.PAYLOAD_TOO_LARGE);
        Object body = dialects.body(exchange.request().path(), problem, RequestIds.of(exchange));
        // The body that follows is not read, so the connection can't serve another request.
        exchange.response()
                .setStatusCode(problem.code().status())
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Connection", "close")
                .endHandler(sent -> exchange.request().connection().close())
                .end(write(body));
    }

    private boolean isBeyondLimit(String length) {
        try {
            return length != null && Long.parseLong(length) > limit.asLongValue();
        } catch (NumberFormatException malformed) {
            // The HTTP server refuses what is no length.
            return false;
        }
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an error body can't be written", impossible);
        }
    }
}
