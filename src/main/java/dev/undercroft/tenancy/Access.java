package dev.undercroft.tenancy;

import dev.undercroft.identity.Caller;
import dev.undercroft.identity.Role;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;

/**
 * A caller in a realm that it may act in. Immutable.
 *
 * @param realm whose rows are meant
 * @param home the realm that the credential belongs to
 * @param trailRealm in whose trail the request stands
 */
public record Access(Caller caller, RealmState realm, RealmState home, String trailRealm) {

    /** Whether the caller administers the realm: tenant admins their tenant, partner admins all that is the partner's. */
    public boolean administers() {
        return switch (realm.kind()) {
            case TENANT -> caller.role().includes(Role.TENANT_ADMIN);
            case PARTNER -> caller.role().includes(Role.PARTNER_ADMIN);
            case SYSTEM -> caller.role().includes(Role.SUPER_ADMIN);
        };
    }

    /** Throws {@code invalid_request} for the system's realm, which holds no secrets and no policies. */
    public Access inTenantOrPartner() {
        if (realm.kind() == RealmState.Kind.SYSTEM) {
            throw nameTheTenant();
        }
        return this;
    }

    /**
     * The caller's id as the owner of what a person or an application keeps for itself in its tenant. Throws
     * {@code forbidden} for credentials without a tenant and for those that act in another one: the same name there is
     * somebody else.
     */
    public String owner() {
        if (caller.tenantId().isEmpty() || !caller.tenantId().equals(realm.realmId())) {
            throw new Problem(
                    ProblemCode.FORBIDDEN,
                    "This is kept per identity in its own tenant; use a credential of that tenant.");
        }
        return caller.identityId();
    }

    static Problem nameTheTenant() {
        return new Problem(
                ProblemCode.INVALID_REQUEST,
                "The token names no tenant; name one with /v1/t/{tenant_id}/ or the header 'X-Tenant-ID'.");
    }
}
