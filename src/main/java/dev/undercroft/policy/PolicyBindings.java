package dev.undercroft.policy;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.identity.IdentityType;
import dev.undercroft.policy.PolicyDocument.Binding;
import dev.undercroft.policy.PolicyDocument.BindingDraft;
import dev.undercroft.policy.PolicyDocument.Bindings;
import dev.undercroft.tenancy.RealmEpoch;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.QueryText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** Who holds a policy. Each call is a transaction. */
@ApplicationScoped
public class PolicyBindings {

    @Inject
    Policies policies;

    @Inject
    RealmEpoch epoch;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    @Inject
    TimeOrderedIds ids;

    /** The bindings of a policy, those that have expired included. */
    @Transactional
    public Bindings list(String policyId) {
        policies.find(policyId);
        List<PolicyBinding> found = PolicyBinding.list("policyId = ?1 order by id", policyId);
        trail.recordInTransaction(request.event());
        return new Bindings(found.stream().map(PolicyBindings::document).toList());
    }

    /** Binds an identity; binding it again sets the new expiry. */
    @Transactional
    public Binding bind(String policyId, BindingDraft draft) {
        policies.find(policyId);
        IdentityType type = IdentityType.of(draft.identityType());
        String identityId = type.idOf(draft.identityId());
        PolicyBinding binding = PolicyBinding.<PolicyBinding>find(
                        "policyId = ?1 and identityId = ?2", policyId, identityId)
                .firstResultOptional()
                .orElseGet(PolicyBinding::new);
        binding.expiresAt = draft.expiresAt() == null ? null : QueryText.time("expires_at", draft.expiresAt());
        if (binding.id == null) {
            binding.id = ids.next("bnd_", 32);
            binding.policyId = policyId;
            binding.identityType = type.wireName();
            binding.identityId = identityId;
            binding.createdAt = Timestamps.now(clock);
            binding.persist();
        }
        epoch.advance();
        trail.recordInTransaction(request.event());
        return document(binding);
    }

    /** Takes the policy from an identity. */
    @Transactional
    public PolicyDocument.Deleted unbind(String policyId, String bindingId) {
        policies.find(policyId);
        if (PolicyBinding.delete("policyId = ?1 and id = ?2", policyId, bindingId) == 0) {
            throw new Problem(ProblemCode.BINDING_NOT_FOUND);
        }
        epoch.advance();
        trail.recordInTransaction(request.event());
        return new PolicyDocument.Deleted(bindingId, true);
    }

    static Binding document(PolicyBinding binding) {
        return new Binding(
                binding.id,
                binding.identityType,
                binding.identityId,
                binding.expiresAt == null ? null : Timestamps.seconds(binding.expiresAt),
                Timestamps.seconds(binding.createdAt));
    }
}
