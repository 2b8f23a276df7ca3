package dev.undercroft.audit;

import dev.undercroft.web.Problem;
import dev.undercroft.web.RefusalListener;
import dev.undercroft.web.RequestFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** Records every refusal that concerns a credential or a secret, before it is answered. */
@ApplicationScoped
public class RefusalRecorder implements RefusalListener {

    // An outage can't be recorded by definition: the trail is in the database.
    private static final Set<Integer> NOT_RECORDED = Set.of(404, 405, 406, 503);

    @Inject
    RequestAudit request;

    @Inject
    RequestFacts facts;

    @Inject
    AuditTrail trail;

    @Override
    public Uni<Void> refused(Problem problem) {
        boolean noRoute = !request.concernsAnybody()
                && (NOT_RECORDED.contains(problem.code().status())
                        || problem.code().status() == 400);
        if (!request.isOpen() || noRoute || problem.code().status() == 503) {
            return Uni.createFrom().voidItem();
        }
        AuditEvent event = request.draft().ending(problem.code().wireName());
        return trail.record(
                event.action() == Action.AUTHENTICATE
                        ? event.withExtra("{\"method\": \"" + facts.method() + "\"}")
                        : event);
    }
}
