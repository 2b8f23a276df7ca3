package dev.undercroft.stores;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.RequestFacts;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.net.URISyntaxException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Reads the account out of a path of this door, which chooses the realm, and takes off the base that clients put before it,
 * so that one set of resources serves both. Runs behind the filter that refuses paths which normalising would change; what
 * is encoded or has parameters names nothing here. Other doors' paths are not touched, and none is below the base.
 */
public class AccountPathFilter {

    private static final int BEHIND_THE_PATH_FILTER = 2;
    private static final String ACCOUNTS = "/accounts/";

    @Inject
    RequestFacts facts;

    @ServerRequestFilter(preMatching = true, nonBlocking = true, priority = BEHIND_THE_PATH_FILTER)
    public void readAccount(ContainerRequestContext request) {
        String sent = facts.path();
        if (!StoresPaths.isStores(sent)) {
            return;
        }
        String path = sent.startsWith(StoresPaths.BASE) ? sent.substring(StoresPaths.BASE.length()) : sent;
        if (!StoresPaths.isBare(path) || path.indexOf('%') >= 0 || path.indexOf(';') >= 0) {
            throw new Problem(ProblemCode.NOT_FOUND);
        }
        if (path.length() < sent.length()) {
            request.setRequestUri(rewritten(path));
        }
        if (path.startsWith(ACCOUNTS)) {
            int end = path.indexOf('/', ACCOUNTS.length());
            facts.chooseTenant(path.substring(ACCOUNTS.length(), end < 0 ? path.length() : end));
        }
    }

    private URI rewritten(String path) {
        String query = facts.query();
        try {
            return new URI("http", "localhost", path, null, null).resolve(query.isEmpty() ? path : path + "?" + query);
        } catch (URISyntaxException | IllegalArgumentException malformed) {
            throw new Problem(
                    ProblemCode.INVALID_REQUEST, "The address is malformed; encode what is no plain character.");
        }
    }
}
