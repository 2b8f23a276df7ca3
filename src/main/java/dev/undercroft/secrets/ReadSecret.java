package dev.undercroft.secrets;

import dev.undercroft.audit.RequestAudit;
import dev.undercroft.crypto.Binding;
import dev.undercroft.policy.Permission;
import dev.undercroft.policy.Permissions;
import dev.undercroft.secrets.SecretReads.Found;
import dev.undercroft.tenancy.ProvenReads;
import dev.undercroft.tenancy.ProvenReads.Judge;
import dev.undercroft.tenancy.ProvenReads.Judgement;
import dev.undercroft.tenancy.ProvenReads.Read;
import dev.undercroft.tenancy.SealedValues;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * The way of a read: policy by what is remembered, then one shared statement that reads, records and proves the policy
 * current, then opening. Never blocks. Thread safe.
 */
@ApplicationScoped
class ReadSecret {

    private static final String KIND = "secret";

    /** A secret as read, with its value in the clear. */
    record Plain(SecretPath path, Found row, String data) {

        @Override
        public String toString() {
            return "Plain[" + path.value() + "]";
        }
    }

    @Inject
    SecretAccess access;

    @Inject
    ProvenReads<Found> reads;

    @Inject
    RequestAudit request;

    @Inject
    SealedValues sealed;

    /** The value at a path; version 0 means the current one. */
    CompletionStage<Plain> read(SecretPath path, int version) {
        var read = new Read(version, request.eventOf(path.value()), code -> refusal(code, path));
        Judge judge = behind -> access.anew(behind).thenApply(permissions -> judgement(permissions, path));
        String realmId = access.access().realm().realmId();
        return access.remembered()
                .map(permissions -> reads.read(judgement(permissions, path), judge, read))
                .orElseGet(() -> reads.readJudgedAnew(access.access(), judge, read))
                .thenCompose(row -> open(realmId, path, row));
    }

    private static Judgement judgement(Permissions permissions, SecretPath path) {
        return new Judgement(permissions.access(), permissions.refusal(Permission.READ, path.value()));
    }

    private static Problem refusal(String code, SecretPath path) {
        ProblemCode known = ProblemCode.ofWireName(code);
        String text = known == ProblemCode.SECRET_NOT_FOUND ? "Secret '" + path.value() + "' not found" : known.text();
        return new Problem(known, text).with("path", path.value());
    }

    private CompletionStage<Plain> open(String realmId, SecretPath path, Found row) {
        Binding binding = binding(realmId, row.secretId(), row.version());
        return sealed.openLater(binding, row.sealed(), SealedValues::doesNotOpen)
                .thenApply(data -> new Plain(path, row, data));
    }

    /** The place that a version's value is sealed for. */
    static Binding binding(String realmId, UUID secretId, int version) {
        return new Binding(realmId, KIND, secretId.toString(), version);
    }
}
