package dev.undercroft.audit;

import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.identity.Caller;
import dev.undercroft.identity.CurrentCaller;
import dev.undercroft.web.RequestFacts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** What the trail will say of the running request, gathered as it becomes known. Request scoped. */
@RequestScoped
public class RequestAudit {

    private static final String NOBODYS_REALM = "system";

    @Inject
    RequestFacts facts;

    @Inject
    CurrentCaller caller;

    @Inject
    Clock clock;

    @Inject
    TimeOrderedIds ids;

    private Action action = Action.AUTHENTICATE;
    private String realmId = NOBODYS_REALM;
    private String actorPartnerId = "";
    private String secretPath = "";
    private boolean silent;

    /** Says what the request does. */
    public void does(Action what) {
        this.action = what;
    }

    /** Says in whose trail the event belongs. */
    public void standsIn(String realm) {
        this.realmId = realm;
    }

    /** Says which partner the caller belongs to, where the credential does not name it. */
    public void actorPartner(String partnerId) {
        this.actorPartnerId = partnerId;
    }

    /** Says which valid path the request is about. */
    public void about(String path) {
        this.secretPath = path;
    }

    /** Says that this request leaves no event unless its caller is turned away. */
    public void leavesNoEvent() {
        this.silent = true;
    }

    /** Whether the request leaves no event unless its caller is turned away. */
    boolean isSilent() {
        return silent;
    }

    /** Whether anything about the request makes a refusal of it worth an event: a known caller, or a touched resource. */
    boolean concernsAnybody() {
        return caller.isKnown() || action != Action.AUTHENTICATE;
    }

    /** The event of the request's success; whoever asks for it records it. */
    public AuditEvent event() {
        return draft();
    }

    /** In whose trail the request stands. */
    public String trailRealm() {
        return realmId;
    }

    AuditEvent draft() {
        return draft(action, secretPath);
    }

    /** An event of one of several paths that a single request touches. */
    public AuditEvent eventOf(String path) {
        return draft(action, path);
    }

    private AuditEvent draft(Action what, String path) {
        return new AuditEvent(
                ids.next(),
                realmId,
                clock.instant(),
                what,
                path,
                actor(),
                facts.sourceIp(),
                facts.userAgent(),
                true,
                "",
                facts.elapsedMillis(),
                facts.requestId(),
                "");
    }

    private AuditEvent.Actor actor() {
        if (!caller.isKnown()) {
            return AuditEvent.Actor.UNKNOWN;
        }
        Caller who = caller.get();
        return new AuditEvent.Actor(
                who.identityType().wireName(),
                who.identityId(),
                who.tenantId(),
                who.partnerId().isEmpty() ? actorPartnerId : who.partnerId(),
                who.credentialId());
    }
}
