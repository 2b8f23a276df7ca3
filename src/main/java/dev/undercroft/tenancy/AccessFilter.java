package dev.undercroft.tenancy;

import dev.undercroft.audit.Audited;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.identity.Caller;
import dev.undercroft.identity.CurrentCaller;
import dev.undercroft.identity.NeedsNoProof;
import dev.undercroft.identity.ProvesEpoch;
import dev.undercroft.identity.RequiresAccess;
import dev.undercroft.identity.Role;
import dev.undercroft.identity.ScopeOfRole;
import dev.undercroft.identity.VerifiedCredentials;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.SecuritySchemes;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The one way in: credential, limit of rate, realm, scope. Policies come after it, since only the door knows the path.
 * Leaves the event loop only for what is not remembered.
 */
public class AccessFilter {

    /** What an operation needs, read off its annotations once. */
    private record Needs(
            boolean person,
            List<String> scopes,
            Role insteadOfScopes,
            Audited audited,
            RealmChoice.Evidence evidence) {}

    private static final ConcurrentMap<Method, Needs> NEEDS = new ConcurrentHashMap<>();

    @Inject
    CurrentIdentityAssociation identities;

    @Inject
    CurrentCaller currentCaller;

    @Inject
    CurrentAccess currentAccess;

    @Inject
    Realm realm;

    @Inject
    RealmChoice choice;

    @Inject
    RequestAudit audit;

    @Inject
    RateLimits limits;

    @Inject
    AccessKeyUses uses;

    @RequiresAccess
    @ServerRequestFilter(nonBlocking = true, priority = Priorities.AUTHENTICATION)
    public Uni<Response> letIn(ResourceInfo resource) {
        Needs needs = NEEDS.computeIfAbsent(resource.getResourceMethod(), AccessFilter::needsOf);
        if (needs.audited() == null) {
            audit.leavesNoEvent();
        } else {
            audit.does(needs.audited().value());
        }
        return identities.getDeferredIdentity().chain(identity -> letIn(callerOf(identity), needs));
    }

    private Uni<Response> letIn(Caller caller, Needs needs) {
        currentCaller.set(caller);
        return choice.choose(caller, needs.evidence()).map(access -> {
            audit.standsIn(access.trailRealm());
            limits.spend(caller, needs.audited());
            uses.note(caller);
            if (needs.person()) {
                caller.requirePerson();
            }
            if (needs.insteadOfScopes() == Role.NONE || !caller.role().includes(needs.insteadOfScopes())) {
                needs.scopes().forEach(caller::requireScope);
            }
            realm.choose(access.realm().realmId());
            currentAccess.set(access);
            return null;
        });
    }

    private static Caller callerOf(SecurityIdentity identity) {
        Caller caller = identity.getAttribute(VerifiedCredentials.CALLER);
        if (caller == null) {
            throw new Problem(ProblemCode.AUTHENTICATION_REQUIRED);
        }
        return caller;
    }

    private static Needs needsOf(Method method) {
        SecurityRequirement requirement = method.getAnnotation(SecurityRequirement.class);
        if (requirement == null) {
            throw new IllegalStateException(method + " lacks @SecurityRequirement");
        }
        return new Needs(
                requirement.name().equals(SecuritySchemes.PERSON),
                Arrays.asList(requirement.scopes()),
                method.isAnnotationPresent(ScopeOfRole.class)
                        ? method.getAnnotation(ScopeOfRole.class).value()
                        : Role.NONE,
                method.getAnnotation(Audited.class),
                evidenceFor(method));
    }

    private static RealmChoice.Evidence evidenceFor(Method method) {
        if (method.isAnnotationPresent(NeedsNoProof.class)) {
            return RealmChoice.Evidence.RECENT_MEMORY;
        }
        boolean proves = method.isAnnotationPresent(ProvesEpoch.class)
                || method.getDeclaringClass().isAnnotationPresent(ProvesEpoch.class);
        return proves ? RealmChoice.Evidence.MEMORY : RealmChoice.Evidence.DATABASE;
    }
}
