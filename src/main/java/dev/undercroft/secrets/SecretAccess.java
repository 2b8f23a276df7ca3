package dev.undercroft.secrets;

import dev.undercroft.audit.RequestAudit;
import dev.undercroft.policy.Authorization;
import dev.undercroft.policy.Permission;
import dev.undercroft.policy.Permissions;
import dev.undercroft.tenancy.Access;
import dev.undercroft.tenancy.CurrentAccess;
import dev.undercroft.tenancy.RealmState;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.RequestFacts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The door's own check: which realm's secrets are meant, and what the caller may do with a path. */
@ApplicationScoped
class SecretAccess {

    @Inject
    CurrentAccess current;

    @Inject
    Authorization authorization;

    @Inject
    RequestAudit request;

    @Inject
    RequestFacts facts;

    /** The path of the request, valid and noted for the trail. */
    SecretPath path(String text) {
        SecretPath path = SecretPath.parse(text);
        request.about(path.value());
        return path;
    }

    /** The access; throws when the request names neither a tenant nor the partner's shared values. */
    Access access() {
        Access access = current.get();
        boolean shared = facts.partnerPrefix();
        if (access.realm().kind() != (shared ? RealmState.Kind.PARTNER : RealmState.Kind.TENANT)) {
            throw new Problem(
                    ProblemCode.INVALID_REQUEST,
                    "The token names no tenant; name one with /v1/t/{tenant_id}/ or the header 'X-Tenant-ID'.");
        }
        return access;
    }

    /** What the caller may do, by the state that the running transaction sees. */
    Permissions inTransaction() {
        return authorization.inTransaction(access());
    }

    /** The same, with one permission on one path required. */
    Permissions require(Permission permission, SecretPath path) {
        Permissions permissions = inTransaction();
        permissions.require(permission, path.value());
        return permissions;
    }

    /** What the caller may do by what is remembered; the reading statement proves that it still holds. */
    Optional<Permissions> remembered() {
        return authorization.remembered(access());
    }

    /** What the caller may do by the database, where nothing is remembered or what was proved to be behind. */
    CompletableFuture<Permissions> anew(Access behind) {
        return authorization.anew(behind);
    }
}
