package dev.undercroft.web;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Keeps paths that no operation has out of the labels of metrics: a request that is refused before it is matched carries
 * its raw path, which anybody may choose.
 */
@Singleton
class RouteLabels {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    // Answers that are given before an operation is found.
    private static final Set<String> UNMATCHED = Set.of("400", "405", "406", "413", "415", "431", "501");

    @Produces
    @Singleton
    MeterFilter filter() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("http.server.requests") ? mapped(id) : id;
            }
        };
    }

    private static Meter.Id mapped(Meter.Id id) {
        String uri = id.getTag("uri");
        boolean known = METHODS.contains(String.valueOf(id.getTag("method")));
        boolean template = uri != null && uri.indexOf('{') >= 0;
        if (known && (template || !UNMATCHED.contains(String.valueOf(id.getTag("status"))))) {
            return id;
        }
        List<Tag> tags = id.getTags().stream()
                .map(tag -> switch (tag.getKey()) {
                    case "uri" -> Tag.of("uri", "REFUSED");
                    case "method" -> known ? tag : Tag.of("method", "OTHER");
                    default -> tag;
                })
                .toList();
        return id.replaceTags(tags);
    }
}
