package dev.undercroft.stores;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.identity.Caller;
import dev.undercroft.identity.Role;
import dev.undercroft.stores.StoreSecretReads.Found;
import dev.undercroft.tenancy.Access;
import dev.undercroft.tenancy.AccessRenewal;
import dev.undercroft.tenancy.ProvenReads;
import dev.undercroft.tenancy.ProvenReads.Judge;
import dev.undercroft.tenancy.ProvenReads.Judgement;
import dev.undercroft.tenancy.ProvenReads.Read;
import dev.undercroft.tenancy.SealedValues;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The way of a resolution: one shared statement that reads, records, proves the access current and holds the caller's
 * services against the secret's, then opening. Never blocks. Thread safe.
 */
@ApplicationScoped
class ResolveSecret {

    @Inject
    Account account;

    @Inject
    AccessRenewal renewal;

    @Inject
    ProvenReads<Found> resolutions;

    @Inject
    SealedValues sealed;

    @Inject
    RequestAudit request;

    /** The secret with its value, for a caller one of whose services the secret names. */
    CompletionStage<StoreSecretDocument.Resolved> resolve(String storeId, String id) {
        Access access = account.access();
        request.about(StoresPaths.secret(access.realm().realmId(), storeId, id));
        Judge judge = behind -> renewal.renewOnWorker(behind).thenApply(fresh -> new Judgement(fresh, refusal(fresh)));
        var read = new Read(0, request.event().withExtra(services(access.caller())), ResolveSecret::refusal);
        return resolutions
                .read(new Judgement(access, refusal(access)), judge, read)
                .thenCompose(row -> open(access.realm().realmId(), row));
    }

    /** Who speaks for no service gets no value, and no administrator does, whatever else his token says. */
    private static Optional<Problem> refusal(Access access) {
        boolean service =
                !access.caller().services().isEmpty() && access.caller().role() == Role.NONE;
        return !service ? Optional.of(refusal("service_not_allowed")) : Optional.empty();
    }

    private static Problem refusal(String code) {
        return code.equals("secret_not_found")
                ? StoresProblems.secretNotFound()
                : new Problem(
                        ProblemCode.SERVICE_NOT_ALLOWED,
                        "Only a service that the secret names in 'scopes' may resolve it; use a token whose claim"
                                + " 'services' names one of them.");
    }

    private static String services(Caller caller) {
        ObjectNode extra = JsonNodeFactory.instance.objectNode();
        ArrayNode services = extra.putArray("services");
        caller.services().forEach(services::add);
        return extra.toString();
    }

    private CompletionStage<StoreSecretDocument.Resolved> open(String realmId, Found row) {
        var binding = StoreSecrets.binding(realmId, row.id(), row.valueVersion());
        return sealed.openLater(binding, row.sealed(), SealedValues::doesNotOpen)
                .thenApply(value -> new StoreSecretDocument.Resolved(row.id(), row.name(), value));
    }
}
