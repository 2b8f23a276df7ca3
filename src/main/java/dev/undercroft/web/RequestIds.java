package dev.undercroft.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ThreadLocalRandom;

/** Gives every request an id and every answer the header {@code X-Request-ID}. */
@ApplicationScoped
public class RequestIds {

    private static final String ID = "undercroft.request-id";
    private static final String STARTED = "undercroft.started";
    private static final int PRIORITY_BEFORE_ALL = 1000;
    private static final int LONGEST = 128;
    private static final String HEX = "0123456789abcdef";

    void register(@Observes Filters filters) {
        filters.register(RequestIds::begin, PRIORITY_BEFORE_ALL);
    }

    private static void begin(RoutingContext exchange) {
        String given = exchange.request().getHeader("X-Request-ID");
        String id = wellFormed(given) ? given : fresh();
        exchange.put(ID, id);
        exchange.put(STARTED, System.nanoTime());
        exchange.response().putHeader("X-Request-ID", id);
        exchange.next();
    }

    static String of(RoutingContext exchange) {
        return exchange.get(ID);
    }

    static long startedNanos(RoutingContext exchange) {
        return exchange.<Long>get(STARTED);
    }

    /** A caller's id is kept when it can stand in a header, a log and a row as it is. */
    static boolean wellFormed(String id) {
        if (id == null || id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean known = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '_'
                    || c == '.';
            if (!known) {
                return false;
            }
        }
        return true;
    }

    // Ids only tell requests apart; nothing is guarded by them, so no secure random is spent.
    private static String fresh() {
        char[] id = new char[36];
        "req_".getChars(0, 4, id, 0);
        ThreadLocalRandom random = ThreadLocalRandom.current();
        fill(id, 4, random.nextLong());
        fill(id, 20, random.nextLong());
        return new String(id);
    }

    private static void fill(char[] id, int from, long bits) {
        for (int i = 0; i < 16; i++) {
            id[from + i] = HEX.charAt((int) (bits >>> (i * 4)) & 15);
        }
    }
}
