package dev.undercroft.policy;

import dev.undercroft.identity.IdentityType;
import dev.undercroft.policy.PolicyDocument.Answer;
import dev.undercroft.policy.PolicyDocument.Context;
import dev.undercroft.policy.PolicyDocument.Question;
import dev.undercroft.tenancy.CurrentAccess;
import dev.undercroft.tenancy.RealmState;
import dev.undercroft.tenancy.Realms;
import dev.undercroft.web.Problem;
import dev.undercroft.web.QueryText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells what the policies would say, without doing anything and without an event. Blocks. */
@ApplicationScoped
public class PolicyTest {

    @Inject
    CurrentAccess current;

    @Inject
    Realms realms;

    @Inject
    RealmGrants realmGrants;

    @Inject
    Clock clock;

    /** The decision for an identity, by the policies as the database has them now. */
    public Answer ask(Question question) {
        RealmState realm = current.get().inTenantOrPartner().realm();
        Grants grants = realmGrants.load(realms.load(realm.realmId()).orElse(realm));
        Decision decision = Evaluation.evaluate(
                grants, identities(question), permission(question), question.path(), circumstances(question.context()));
        if (decision instanceof Decision.Allowed allowed) {
            return new Answer(true, allowed.policyId(), document(allowed.rule()), null, null, null);
        }
        var denied = (Decision.Denied) decision;
        boolean byCondition = denied.reason() != Decision.Reason.NO_RULE;
        return new Answer(
                false,
                null,
                null,
                byCondition ? codeOf(denied.reason()) : "access_denied",
                byCondition ? denied.reason().wireName() : null,
                denied.evaluatedPolicies());
    }

    private static String codeOf(Decision.Reason reason) {
        return switch (reason) {
            case NO_RULE -> "access_denied";
            case IP_RANGES -> "ip_not_allowed";
            case REQUIRE_MFA -> "mfa_required";
            case TIME_WINDOW -> "time_window_violation";
        };
    }

    private static List<String> identities(Question question) {
        var identities = new ArrayList<String>();
        // Without a kind it is a user, as a binding would have it.
        String id = question.identityId();
        identities.add(id.indexOf(':') < 0 ? IdentityType.USER.idOf(id) : id);
        if (question.context() != null && question.context().groups() != null) {
            question.context().groups().forEach(group -> identities.add(IdentityType.GROUP.idOf(group)));
        }
        return identities;
    }

    private static Permission permission(Question question) {
        try {
            return Permission.of(question.permission());
        } catch (InvalidPolicyException unknown) {
            throw Problem.ofField("permission", "must be read, write, delete, list, rotate or admin.");
        }
    }

    private Circumstances circumstances(Context context) {
        if (context == null) {
            return Circumstances.at(clock.instant());
        }
        Instant at = context.timestamp() == null
                ? clock.instant()
                : QueryText.time("context.timestamp", context.timestamp());
        Circumstances circumstances = Circumstances.at(at);
        if (context.sourceIp() != null) {
            circumstances = circumstances.from(address(context.sourceIp()));
        }
        return Boolean.TRUE.equals(context.mfaVerified())
                ? circumstances.withMfa(at, Duration.ofMinutes(1))
                : circumstances;
    }

    private static IpAddress address(String text) {
        try {
            return IpAddress.parse(text);
        } catch (InvalidPolicyException invalid) {
            throw Problem.ofField("context.source_ip", "must be an IPv4 or IPv6 address.");
        }
    }

    private static RuleDocument document(Rule rule) {
        var window = rule.conditions().timeWindow();
        boolean always = window.equals(TimeWindow.ALWAYS);
        boolean none = rule.conditions().equals(Conditions.NONE);
        return new RuleDocument(
                rule.pathPattern().text(),
                rule.permissions().stream().map(Permission::wireName).sorted().toList(),
                none
                        ? null
                        : new RuleDocument.ConditionsDocument(
                                rule.conditions().ipRanges().stream()
                                        .map(Cidr::toString)
                                        .toList(),
                                rule.conditions().requireMfa(),
                                always
                                        ? null
                                        : new RuleDocument.TimeWindowDocument(
                                                window.days().stream()
                                                        .sorted()
                                                        .map(day -> day.name()
                                                                .substring(0, 3)
                                                                .toLowerCase(java.util.Locale.ROOT))
                                                        .toList(),
                                                window.start().toString(),
                                                window.end().toString(),
                                                window.zone().getId())));
    }
}
