package dev.undercroft.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.policy.PolicyDocument.Draft;
import dev.undercroft.policy.PolicyDocument.Full;
import dev.undercroft.policy.PolicyDocument.Listing;
import dev.undercroft.policy.PolicyDocument.Patch;
import dev.undercroft.policy.PolicyDocument.Row;
import dev.undercroft.tenancy.Access;
import dev.undercroft.tenancy.CurrentAccess;
import dev.undercroft.tenancy.RealmEpoch;
import dev.undercroft.tenancy.RealmState;
import dev.undercroft.web.Cursors;
import dev.undercroft.web.Page;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The policies of the realm that the request acts in: made, changed, listed, removed. Each call is a transaction. */
@ApplicationScoped
public class Policies {

    private static final TypeReference<List<RuleDocument>> RULES = new TypeReference<>() {};

    @Inject
    CurrentAccess current;

    @Inject
    RealmEpoch epoch;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Cursors cursors;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    @Inject
    TimeOrderedIds ids;

    /** A page of policies, oldest first. */
    @Transactional
    public Listing list(String scope, boolean includeInactive, int limit, String cursor) {
        Access access = current.get().inTenantOrPartner();
        String list = "policies " + access.realm().realmId() + " " + includeInactive;
        String after = cursor == null ? "" : cursors.position(cursor, list);
        if (scope != null && !scope.equals(scopeOf(access))) {
            trail.recordInTransaction(request.event());
            return new Listing(List.of(), null, false);
        }
        List<AccessPolicy> found = AccessPolicy.find(
                        "id > :after and (active or :all = true) order by id",
                        Parameters.with("after", after).and("all", includeInactive))
                .range(0, limit)
                .list();
        List<AccessPolicy> page = Page.rows(found, limit);
        String next = Page.hasMore(found, limit) ? cursors.after(page.get(page.size() - 1).id, list) : null;
        trail.recordInTransaction(request.event());
        Map<String, Long> bindings = bindingCounts(page);
        return new Listing(page.stream().map(policy -> row(policy, bindings)).toList(), next, next != null);
    }

    /** One policy with its rules and bindings. */
    @Transactional
    public Full get(String id) {
        AccessPolicy policy = find(id);
        trail.recordInTransaction(request.event());
        return full(policy);
    }

    /** Makes a policy. */
    @Transactional
    public Full create(Draft draft) {
        Access access = current.get().inTenantOrPartner();
        refuseOtherScope(draft.scope(), access);
        AccessPolicy policy = new AccessPolicy();
        policy.id = ids.next("pol_", 32);
        policy.createdAt = Timestamps.now(clock);
        fill(policy, draft);
        policy.persist();
        return changed(policy);
    }

    /** Puts a policy in place of another; its bindings stay. */
    @Transactional
    public Full replace(String id, Draft draft) {
        AccessPolicy policy = find(id);
        refuseOtherScope(draft.scope(), current.get());
        fill(policy, draft);
        return changed(policy);
    }

    /** Changes what the patch holds. */
    @Transactional
    public Full patch(String id, Patch patch) {
        AccessPolicy policy = find(id);
        policy.name = patch.name() == null ? policy.name : patch.name();
        policy.description = patch.description() == null ? policy.description : patch.description();
        policy.rules = patch.rules() == null ? policy.rules : write(patch.rules());
        policy.active = patch.active() == null ? policy.active : patch.active();
        policy.updatedAt = Timestamps.now(clock);
        return changed(policy);
    }

    /** Removes a policy; one that is bound only when forced. */
    @Transactional
    public PolicyDocument.Deleted delete(String id, boolean force) {
        AccessPolicy policy = find(id);
        if (!force && PolicyBinding.count("policyId", id) > 0) {
            throw new Problem(ProblemCode.POLICY_IN_USE);
        }
        PolicyBinding.delete("policyId", id);
        policy.delete();
        epoch.advance();
        trail.recordInTransaction(request.event());
        return new PolicyDocument.Deleted(id, true);
    }

    AccessPolicy find(String id) {
        current.get().inTenantOrPartner();
        AccessPolicy policy = AccessPolicy.findById(id);
        if (policy == null) {
            throw new Problem(ProblemCode.POLICY_NOT_FOUND);
        }
        return policy;
    }

    private Full changed(AccessPolicy policy) {
        epoch.advance();
        trail.recordInTransaction(request.event());
        return full(policy);
    }

    private void fill(AccessPolicy policy, Draft draft) {
        policy.name = draft.name();
        policy.description = draft.description();
        policy.rules = write(draft.rules());
        policy.active = draft.active() == null || draft.active();
        policy.updatedAt = Timestamps.now(clock);
    }

    private String write(List<RuleDocument> rules) {
        rules.forEach(RuleDocument::toRule);
        try {
            return json.writeValueAsString(rules);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("rules can't be written", impossible);
        }
    }

    List<RuleDocument> rulesOf(AccessPolicy policy) {
        try {
            return json.readValue(policy.rules, RULES);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a stored policy can't be read", damaged);
        }
    }

    private Map<String, Long> bindingCounts(List<AccessPolicy> page) {
        return PolicyBinding.getEntityManager()
                .createQuery(
                        "select b.policyId, count(b) from PolicyBinding b where b.policyId in :ids group by b.policyId",
                        Object[].class)
                .setParameter("ids", page.stream().map(policy -> policy.id).toList())
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
    }

    private Row row(AccessPolicy policy, Map<String, Long> bindings) {
        return new Row(
                policy.id,
                policy.name,
                rulesOf(policy).size(),
                bindings.getOrDefault(policy.id, 0L),
                policy.active,
                Timestamps.seconds(policy.createdAt),
                Timestamps.seconds(policy.updatedAt));
    }

    private Full full(AccessPolicy policy) {
        List<PolicyBinding> bindings = PolicyBinding.list("policyId = ?1 order by id", policy.id);
        return new Full(
                policy.id,
                policy.name,
                policy.description,
                rulesOf(policy),
                bindings.stream().map(PolicyBindings::document).toList(),
                scopeOf(current.get()),
                policy.active,
                Timestamps.seconds(policy.createdAt),
                Timestamps.seconds(policy.updatedAt));
    }

    private static void refuseOtherScope(String scope, Access access) {
        if (scope != null && !scope.equals(scopeOf(access))) {
            throw Problem.ofField(
                    "scope",
                    "must be " + scopeOf(access)
                            + " here: a partner admin's token without a tenant makes partner policies, one that acts in"
                            + " a tenant makes that tenant's.");
        }
    }

    private static String scopeOf(Access access) {
        return access.realm().kind() == RealmState.Kind.PARTNER
                ? RealmState.Kind.PARTNER.name().toLowerCase(Locale.ROOT)
                : RealmState.Kind.TENANT.name().toLowerCase(Locale.ROOT);
    }
}
