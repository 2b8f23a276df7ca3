package dev.undercroft.vault;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.RequestFacts;
import dev.undercroft.web.RequestUris;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Reads {@code /vault} as {@code /api/v1/vault}, so that one set of resources serves both. Runs behind the filter that
 * refuses paths which normalising would change; what is encoded or has parameters names nothing at this door.
 */
public class VaultPathFilter {

    private static final int BEHIND_THE_PATH_FILTER = 3;

    @Inject
    RequestFacts facts;

    @ServerRequestFilter(preMatching = true, nonBlocking = true, priority = BEHIND_THE_PATH_FILTER)
    public void readPath(ContainerRequestContext request) {
        String sent = facts.path();
        if (!VaultPaths.isVault(sent)) {
            return;
        }
        // The one character of a handle that some clients encode.
        String path = sent.replace("%40", "@");
        if (path.indexOf('%') >= 0 || path.indexOf(';') >= 0) {
            throw new Problem(ProblemCode.NOT_FOUND);
        }
        if (VaultPaths.isShort(path)) {
            path = VaultPaths.VAULT + path.substring(VaultPaths.SHORT.length());
        }
        if (!path.equals(sent)) {
            request.setRequestUri(RequestUris.withPath(request.getUriInfo().getRequestUri(), path));
        }
    }
}
