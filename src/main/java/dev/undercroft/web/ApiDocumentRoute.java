package dev.undercroft.web;

import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * Answers {@code /q/openapi} with the API document as the build wrote it. Quarkus would read the document and write it anew
 * at every start, in both formats, whether anybody asks for it or not: a third of the executable's start.
 */
@ApplicationScoped
public class ApiDocumentRoute {

    private static final String PATH = "/q/openapi";
    private static final List<String> ENDINGS = List.of("", ".json", ".yaml", ".yml");
    // Before Quarkus' own route, which is there all the same.
    private static final int ORDER = -1;

    /** Tells Quarkus that there is no document, so that it prepares none; to be called before it starts. */
    public static void spareTheStart() {
        OpenApiConstants.classLoader = new WithoutDocument();
    }

    void register(@Observes Router router) {
        for (String ending : ENDINGS) {
            router.route(PATH + ending)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .order(ORDER)
                    .blockingHandler(ApiDocumentRoute::answer);
        }
    }

    private static void answer(RoutingContext request) {
        String format = isJson(request) ? "json" : "yaml";
        request.response().putHeader("Content-Type", "application/" + format + ";charset=UTF-8");
        request.end(Buffer.buffer(document(format)));
    }

    private static boolean isJson(RoutingContext request) {
        String path = request.normalizedPath();
        if (!path.equals(PATH)) {
            return path.endsWith(".json");
        }
        String accepted = request.request().getHeader("Accept");
        return accepted != null && accepted.contains("application/json")
                || "json".equalsIgnoreCase(request.request().getParam("format"));
    }

    /** The document as JSON. */
    public static byte[] json() {
        return document("json");
    }

    private static byte[] document(String format) {
        String name = OpenApiConstants.BASE_NAME + "." + format.toUpperCase(Locale.ROOT);
        try (InputStream document =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            return document.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Finds no document. */
    private static final class WithoutDocument extends ClassLoader {

        @Override
        public InputStream getResourceAsStream(String name) {
            return null;
        }
    }
}
