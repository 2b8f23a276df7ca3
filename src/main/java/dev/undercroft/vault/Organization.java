package dev.undercroft.vault;

import dev.undercroft.tenancy.Access;
import dev.undercroft.tenancy.AccessRenewal;
import dev.undercroft.tenancy.CurrentAccess;
import dev.undercroft.tenancy.RealmState;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/**
 * The organisation that a request acts for, a tenant, and as whom: an administrator, or one of its agents. Throws
 * {@code forbidden} where the credential leads to no tenant.
 */
@ApplicationScoped
class Organization {

    /** Who asks, by the state that the running transaction sees. */
    record Member(String organizationId, String identityId, Optional<UUID> agentId) {

        /** Whether what is an agent's is shown: to itself, and to everybody who is no agent. */
        boolean sees(UUID agent) {
            return agentId.isEmpty() || agentId.get().equals(agent);
        }
    }

    @Inject
    CurrentAccess current;

    @Inject
    AccessRenewal renewal;

    /** The member, by the state that the running transaction sees. */
    Member inTransaction() {
        return member(renewal.inTransaction(current.get()));
    }

    /** The same for what agents must not do, whatever their scopes; throws {@code forbidden} for one. */
    Member administrationInTransaction() {
        Member member = inTransaction();
        if (member.agentId().isPresent()) {
            throw new Problem(
                    ProblemCode.FORBIDDEN, "Agents must not do this; use a credential of the whole organisation.");
        }
        return member;
    }

    /** The access that let the request in, which leads to a tenant. */
    Access access() {
        return tenant(current.get());
    }

    private static Member member(Access access) {
        return new Member(
                tenant(access).realm().realmId(),
                access.caller().identityId(),
                access.caller().agentId());
    }

    private static Access tenant(Access access) {
        if (access.realm().kind() != RealmState.Kind.TENANT) {
            throw new Problem(
                    ProblemCode.FORBIDDEN,
                    "The credential names no organisation; use one of a tenant, or name the tenant in 'X-Tenant-ID'.");
        }
        return access;
    }
}
