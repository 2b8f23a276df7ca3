package dev.undercroft.vault;

import dev.undercroft.clock.Timestamps;
import dev.undercroft.identity.Caller;
import dev.undercroft.identity.IdentityType;
import dev.undercroft.tenancy.AccessKey;
import dev.undercroft.tenancy.AccessKeys;
import dev.undercroft.tenancy.CurrentAccess;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/**
 * Access keys in the form of this door: for an agent identity by whoever may make one, and for the whole organisation by
 * people alone. A key has those scopes of this door that its maker has.
 */
@ApplicationScoped
class AgentKeys {

    private static final int SHOWN_AT_THE_END = 4;
    private static final String NEEDED = "vault:read";
    private static final List<String> OF_AGENTS = List.of(NEEDED, "vault:write", "identities:read");
    private static final List<String> OF_ORGANIZATIONS =
            List.of(NEEDED, "vault:write", "vault:admin", "identities:read", "identities:write");

    @Inject
    Organization organization;

    @Inject
    CurrentAccess current;

    @Inject
    AccessKeys keys;

    /** Makes a key; throws {@code agent_not_found}, or {@code forbidden} where a person is needed. */
    @Transactional
    AgentKeyDocument.Issued create(AgentKeyDocument.Draft draft) {
        Caller maker = current.get().caller();
        organization.administrationInTransaction();
        maker.requireScope(NEEDED);
        if (draft.scopedIdentityId() == null) {
            maker.requirePerson();
            return issued(keys.create(keyDraft(draft, maker, OF_ORGANIZATIONS)), null);
        }
        AgentIdentity agent = AgentIdentity.keep(UUID.fromString(draft.scopedIdentityId()));
        return issued(keys.createForAgent(agent.id, keyDraft(draft, maker, OF_AGENTS)), agent.id);
    }

    private static AccessKeys.Draft keyDraft(AgentKeyDocument.Draft draft, Caller maker, List<String> scopes) {
        return new AccessKeys.Draft(
                draft.label(),
                draft.description(),
                scopes.stream().filter(maker::hasScope).toList(),
                null);
    }

    private static AgentKeyDocument.Issued issued(AccessKeys.Issued issued, UUID agentId) {
        AccessKey row = issued.row();
        String createdAt = Timestamps.micros(row.createdAt);
        return new AgentKeyDocument.Issued(
                issued.key(),
                new AgentKeyDocument.Full(
                        row.id.toString(),
                        row.realmId,
                        row.createdBy,
                        creatorType(row.createdBy),
                        agentId == null ? null : agentId.toString(),
                        row.name,
                        row.description,
                        VaultSecrets.ACTIVE,
                        issued.key().substring(issued.key().length() - SHOWN_AT_THE_END),
                        row.keyPrefix,
                        null,
                        null,
                        null,
                        createdAt,
                        createdAt));
    }

    /** How clients of this API call the kind of a key's maker. */
    static String creatorType(String createdBy) {
        return createdBy.startsWith(IdentityType.AGENT.idOf("")) ? "agent" : "human";
    }
}
