package dev.undercroft.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/**
 * What the wire says of the running request, before anybody looked at who asks. Request scoped; used by one request's
 * threads one after the other.
 */
@RequestScoped
public class RequestFacts {

    private static final int LONGEST_USER_AGENT = 256;

    @Inject
    RoutingContext exchange;

    private String tenantPrefix;
    private boolean partnerPrefix;

    /** The id that the answer carries as {@code X-Request-ID}. */
    public String requestId() {
        return RequestIds.of(exchange);
    }

    /** The path as the caller sent it, without the query. */
    public String path() {
        return exchange.request().path();
    }

    /** The query as the caller sent it, or {@code ""}. */
    public String query() {
        String query = exchange.request().query();
        return query == null ? "" : query;
    }

    /** The HTTP method. */
    public String method() {
        return exchange.request().method().name();
    }

    /** The caller's address, or {@code ""} when the connection is gone. Behind a proxy see quarkus.http.proxy. */
    public String sourceIp() {
        HttpServerRequest request = exchange.request();
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }

    /** The caller's {@code User-Agent}, cut to 256 printable characters, or {@code ""}. */
    public String userAgent() {
        String agent = exchange.request().getHeader("User-Agent");
        if (agent == null) {
            return "";
        }
        String cut = agent.length() > LONGEST_USER_AGENT ? agent.substring(0, LONGEST_USER_AGENT) : agent;
        return Printable.only(cut);
    }

    /** A request header, or {@code ""}. */
    public String header(String name) {
        String value = exchange.request().getHeader(name);
        return value == null ? "" : value;
    }

    /** Milliseconds since the request arrived. */
    public int elapsedMillis() {
        return (int) ((System.nanoTime() - RequestIds.startedNanos(exchange)) / 1_000_000);
    }

    /** The tenant that the path names ({@code /v1/t/{tenant_id}/}, or an account), or {@code ""}. */
    public String tenantPrefix() {
        return tenantPrefix == null ? "" : tenantPrefix;
    }

    /** Whether the path begins with {@code /v1/partner/}. */
    public boolean partnerPrefix() {
        return partnerPrefix;
    }

    /** Says which tenant the path names; before the realm is chosen. */
    public void chooseTenant(String tenantId) {
        this.tenantPrefix = tenantId;
    }

    void choosePartner() {
        this.partnerPrefix = true;
    }

    /** A header of the answer, whatever the answer will be. */
    public void answerHeader(String name, String value) {
        exchange.response().putHeader(name, value);
    }
}
