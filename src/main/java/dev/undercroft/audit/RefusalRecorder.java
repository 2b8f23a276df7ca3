package dev.undercroft.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.undercroft.identity.AccessKeyText;
import dev.undercroft.identity.RefusedCredentials;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.RefusalListener;
import dev.undercroft.web.RequestFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Records every refusal that concerns a credential or a secret, before it is answered. */
@ApplicationScoped
public class RefusalRecorder implements RefusalListener {

    // An outage can't be recorded by definition: the trail is in the database.
    private static final Set<Integer> NOT_RECORDED = Set.of(404, 405, 406, 503);

    // Who brings a token that was good once is known, and stands in the trail whatever the number.
    private static final Set<ProblemCode> STRANGERS =
            Set.of(ProblemCode.AUTHENTICATION_REQUIRED, ProblemCode.TOKEN_INVALID, ProblemCode.ACCESS_KEY_INVALID);

    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9_/.-]{1,600}");

    // Revoking a vault key names it by its proof, which a refusal leaves as good as it was.
    private static final Pattern PROOF = Pattern.compile("(?<=/vault/keys/)(?!primary$).+|[0-9A-Fa-f]{64,}");

    private static final String LEFT_OUT = "...";

    @Inject
    RequestAudit request;

    @Inject
    RequestFacts facts;

    @Inject
    RefusedCredentials credentials;

    @Inject
    AuditTrail trail;

    @Override
    public Uni<Problem> refused(Problem problem) {
        int status = problem.code().status();
        boolean noRoute = !request.concernsAnybody() && (NOT_RECORDED.contains(status) || status == 400);
        boolean silent = request.isSilent() && status != 401 && status != 403;
        if (problem.isOnRecord() || noRoute || silent || status == 503) {
            return Uni.createFrom().item(problem);
        }
        Optional<Problem> tooMany =
                STRANGERS.contains(problem.code()) ? credentials.count(facts.sourceIp()) : Optional.empty();
        if (tooMany.isPresent()) {
            return Uni.createFrom().item(tooMany.get());
        }
        AuditEvent event = request.draft().ending(problem.code().wireName());
        return trail.record(event.secretPath().isEmpty() ? event.withExtra(target()) : event)
                .replaceWith(problem);
    }

    /** What was asked for, where the refusal came before its path was read: the target tenant stands in it. */
    private String target() {
        String path = PROOF.matcher(AccessKeyText.withoutKeys(facts.path())).replaceAll(LEFT_OUT);
        return JsonNodeFactory.instance
                .objectNode()
                .put("method", facts.method())
                .put("resource", PLAIN_PATH.matcher(path).matches() ? path : "not a plain path")
                .toString();
    }
}
