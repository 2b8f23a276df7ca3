package dev.undercroft.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that is too large with an error of the door, where the platform's own answer has no body: at once when
 * the body says its length, otherwise as soon as it has passed the limit. What the caller still sends is read and thrown
 * away for a while, since a caller that is cut off while it sends does not see the answer.
 */
@ApplicationScoped
class BodyLimit {

    private static final int PRIORITY_AFTER_REQUEST_IDS = 900;
    private static final long MOST_BYTES_THROWN_AWAY = 16 << 20;
    private static final long LONGEST_THROWING_AWAY_MILLIS = 5_000;

    @ConfigProperty(name = "quarkus.http.limits.max-body-size")
    MemorySize largest;

    @Inject
    Dialects dialects;

    @Inject
    ObjectMapper json;

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY_AFTER_REQUEST_IDS);
    }

    private void check(RoutingContext exchange) {
        String length = exchange.request().getHeader("Content-Length");
        if (length != null && isTooLarge(length)) {
            refuse(exchange);
        } else if (exchange.request().getHeader("Transfer-Encoding") != null) {
            gather(exchange);
        } else {
            exchange.next();
        }
    }

    /** A body of unknown length is gathered here, so that its end is known before anything works on it. */
    private void gather(RoutingContext exchange) {
        var body = Buffer.buffer();
        HttpServerRequest request = exchange.request();
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= largest.asLongValue()) {
                body.appendBuffer(chunk);
            } else {
                refuse(exchange);
            }
        });
        request.endHandler(end -> {
            ((RoutingContextInternal) exchange).setBody(body);
            exchange.next();
        });
        request.resume();
    }

    private void refuse(RoutingContext exchange) {
        Problem problem = tooLarge(largest.asLongValue());
        Dialects.Answer written = dialects.answer(problem, exchange.request().path(), RequestIds.of(exchange));
        throwAwayTheRest(exchange);
        exchange.response()
                .setStatusCode(written.status())
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(write(written.body()));
    }

    private static void throwAwayTheRest(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        HttpConnection connection = request.connection();
        long late = exchange.vertx().setTimer(LONGEST_THROWING_AWAY_MILLIS, timer -> connection.close());
        var bytes = new AtomicLong();
        request.handler(chunk -> {
            if (bytes.addAndGet(chunk.length()) > MOST_BYTES_THROWN_AWAY) {
                connection.close();
            }
        });
        request.exceptionHandler(gone -> exchange.vertx().cancelTimer(late));
        request.endHandler(end -> exchange.vertx().cancelTimer(late));
        request.resume();
    }

    private boolean isTooLarge(String length) {
        try {
            return Long.parseLong(length) > largest.asLongValue();
        } catch (NumberFormatException notOurs) {
            return false;
        }
    }

    static Problem tooLarge(long bytes) {
        return new Problem(
                        ProblemCode.PAYLOAD_TOO_LARGE,
                        "The body is larger than " + bytes + " bytes; send less in one request.")
                .with("max_bytes", bytes);
    }

    private Buffer write(Object body) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an error body can't be written", impossible);
        }
    }
}
