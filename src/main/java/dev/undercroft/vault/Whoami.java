package dev.undercroft.vault;

import dev.undercroft.clock.Timestamps;
import dev.undercroft.identity.Caller;
import dev.undercroft.identity.CredentialType;
import dev.undercroft.tenancy.Access;
import dev.undercroft.tenancy.AccessKey;
import dev.undercroft.tenancy.AccessKeys;
import dev.undercroft.tenancy.CurrentAccess;
import dev.undercroft.tenancy.RealmState;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.stream.Collectors;

/** Says who asks. */
@ApplicationScoped
class Whoami {

    @Inject
    CurrentAccess current;

    @Inject
    AccessKeys keys;

    /** Who asks, by a token as it says, by an access key as it was made. */
    WhoamiDocument describe() {
        Access access = current.get();
        return access.caller().credentialType() == CredentialType.ACCESS_KEY ? ofKey(access) : ofToken(access);
    }

    private static WhoamiDocument ofToken(Access access) {
        Caller caller = access.caller();
        return new WhoamiDocument(
                "jwt",
                null,
                organizationId(access),
                scope(caller),
                null,
                null,
                null,
                null,
                null,
                Timestamps.seconds(caller.issuedAt()),
                null,
                micros(caller.expiresAt()),
                caller.identityId(),
                caller.displayName());
    }

    private WhoamiDocument ofKey(Access access) {
        AccessKey key = keys.ofRequest().orElseThrow(() -> new Problem(ProblemCode.ACCESS_KEY_REVOKED));
        String createdBy = key.createdBy == null ? key.identityId : key.createdBy;
        return new WhoamiDocument(
                "api_key",
                access.caller().agentId().isPresent() ? "api_key.agent_scoped.claimed" : "api_key.admin_scoped",
                organizationId(access),
                scope(access.caller()),
                createdBy,
                AgentKeys.creatorType(createdBy),
                key.id.toString(),
                key.name,
                key.description,
                Timestamps.micros(key.createdAt),
                micros(key.lastUsedAt),
                micros(key.expiresAt),
                null,
                null);
    }

    private static String organizationId(Access access) {
        return access.realm().kind() == RealmState.Kind.TENANT ? access.realm().realmId() : null;
    }

    private static String scope(Caller caller) {
        return caller.scopes().stream().sorted().collect(Collectors.joining(" "));
    }

    private static String micros(Instant time) {
        return time == null || time.equals(Instant.MAX) ? null : Timestamps.micros(time);
    }
}
