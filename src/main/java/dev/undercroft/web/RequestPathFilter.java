package dev.undercroft.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Reads the path as it was sent, before anything has normalised it.
 *
 * <p>Dot segments, empty segments and double encoding are refused, never resolved: a normalised path could name another
 * secret than the one that a proxy in front has checked. An encoded slash means a slash, since generated clients send
 * multi-segment paths that way. The prefixes {@code /v1/t/{tenant_id}/} and {@code /v1/partner/} choose the realm and
 * are taken off, so that one set of resources serves all three.
 */
public class RequestPathFilter {

    private static final int FIRST = 1;
    private static final String TENANT_PREFIX = "/v1/t/";
    private static final String PARTNER_PREFIX = "/v1/partner/";
    private static final String SECRETS = "/v1/secrets";

    @Inject
    RequestFacts facts;

    @ServerRequestFilter(preMatching = true, nonBlocking = true, priority = FIRST)
    public void readPath(ContainerRequestContext request) {
        String sent = facts.path();
        String path = plainSlashes(sent);
        refuseWhatNormalisingWouldChange(path);
        if (path.startsWith(TENANT_PREFIX)) {
            int end = path.indexOf('/', TENANT_PREFIX.length());
            if (end < 0) {
                throw new Problem(ProblemCode.NOT_FOUND);
            }
            facts.chooseTenant(path.substring(TENANT_PREFIX.length(), end));
            path = "/v1" + path.substring(end);
        } else if (path.startsWith(PARTNER_PREFIX)) {
            facts.choosePartner();
            path = "/v1" + path.substring(PARTNER_PREFIX.length() - 1);
            if (!isSecrets(path)) {
                throw new Problem(ProblemCode.NOT_FOUND);
            }
        }
        if (isSecrets(path) && !plainSecretPath(path)) {
            throw new Problem(ProblemCode.INVALID_PATH);
        }
        // Compared by identity: an untouched path keeps the request as it is.
        if (!path.equals(sent)) {
            request.setRequestUri(RequestUris.withPath(request.getUriInfo().getRequestUri(), path));
        }
    }

    private static boolean isSecrets(String path) {
        return path.startsWith(SECRETS) && (path.length() == SECRETS.length() || path.charAt(SECRETS.length()) == '/');
    }

    private static String plainSlashes(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        return path.replace("%2F", "/").replace("%2f", "/");
    }

    private static void refuseWhatNormalisingWouldChange(String path) {
        String lower = path.indexOf('%') < 0 ? path : path.toLowerCase(java.util.Locale.ROOT);
        boolean changed = path.contains("//")
                || path.contains("/./")
                || path.contains("/../")
                || path.endsWith("/.")
                || path.endsWith("/..")
                || path.indexOf('\\') >= 0
                || lower.contains("%2e")
                || lower.contains("%25")
                || lower.contains("%5c");
        if (changed) {
            throw new Problem(ProblemCode.INVALID_PATH);
        }
    }

    /** Any other escape, parameter or trailing slash is refused here, since matching would drop or decode it. */
    private static boolean plainSecretPath(String path) {
        if (path.length() <= SECRETS.length() + 1) {
            return true;
        }
        return path.indexOf('%') < 0 && path.indexOf(';') < 0 && path.charAt(path.length() - 1) != '/';
    }
}
