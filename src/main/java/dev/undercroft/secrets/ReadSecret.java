package dev.undercroft.secrets;

import dev.undercroft.audit.AuditEvent;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.crypto.Binding;
import dev.undercroft.crypto.RealmKeyStore;
import dev.undercroft.crypto.SealException;
import dev.undercroft.crypto.Sealer;
import dev.undercroft.policy.Permission;
import dev.undercroft.policy.Permissions;
import dev.undercroft.secrets.SecretReads.Outcome;
import dev.undercroft.secrets.SecretReads.Question;
import dev.undercroft.tenancy.Access;
import dev.undercroft.web.EventLoop;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The way of a read: policy by what is remembered, then one shared statement that reads, records and proves the policy
 * current, then opening. Never blocks. Thread safe.
 */
@ApplicationScoped
class ReadSecret {

    /** More rounds than a realm can change in while one request waits, short of an attack on itself. */
    private static final int MOST_ROUNDS = 5;

    static final String KIND = "secret";

    /** A secret as read, with its value in the clear. */
    record Plain(SecretPath path, Outcome.Found row, String data) {

        @Override
        public String toString() {
            return "Plain[" + path.value() + "]";
        }
    }

    @Inject
    SecretAccess access;

    @Inject
    SecretReads reads;

    @Inject
    RequestAudit request;

    @Inject
    RealmKeyStore realmKeys;

    @Inject
    Sealer sealer;

    /** The value at a path; version 0 means the current one. */
    CompletionStage<Plain> read(SecretPath path, int version) {
        AuditEvent event = request.eventOf(path.value());
        return access.remembered()
                .map(permissions -> round(permissions, path, version, event, MOST_ROUNDS))
                .orElseGet(() -> judgedAnew(access.access(), path, version, event, MOST_ROUNDS));
    }

    private CompletionStage<Plain> judgedAnew(
            Access behind, SecretPath path, int version, AuditEvent event, int rounds) {
        return EventLoop.backTo(access.anew(behind))
                .thenCompose(permissions -> round(permissions, path, version, event, rounds));
    }

    /** One try; a refusal goes the same way as a value, since the statement has to prove and to record both. */
    private CompletionStage<Plain> round(
            Permissions permissions, SecretPath path, int version, AuditEvent event, int rounds) {
        Access judged = permissions.access();
        Optional<Problem> denied = permissions.refusal(Permission.READ, path.value());
        var question = new Question(
                judged.realm().realmId(),
                judged.realm().epoch(),
                judged.home().realmId(),
                judged.home().epoch(),
                version,
                denied.map(problem -> event.ending(problem.code().wireName())).orElse(event));
        return EventLoop.backTo(reads.submit(question)).thenCompose(outcome -> {
            if (outcome instanceof Outcome.Found row) {
                return open(judged.realm().realmId(), path, row);
            }
            if (outcome instanceof Outcome.Refused refused) {
                Problem problem = denied.orElseGet(() -> refusal(refused.code(), path));
                return CompletableFuture.failedStage(problem.onRecord());
            }
            if (rounds == 1) {
                return CompletableFuture.failedStage(new Problem(ProblemCode.SERVICE_UNAVAILABLE));
            }
            return judgedAnew(judged, path, version, event, rounds - 1);
        });
    }

    private static Problem refusal(String code, SecretPath path) {
        ProblemCode known = ProblemCode.ofWireName(code);
        String text = known == ProblemCode.SECRET_NOT_FOUND ? "Secret '" + path.value() + "' not found" : known.text();
        return new Problem(known, text).with("path", path.value());
    }

    private CompletionStage<Plain> open(String realmId, SecretPath path, Outcome.Found row) {
        if (realmKeys.remembers(realmId, sealer.realmKeyVersion(row.sealed()))) {
            return CompletableFuture.completedStage(plain(realmId, path, row));
        }
        return EventLoop.backTo(
                CompletableFuture.supplyAsync(() -> plain(realmId, path, row), Infrastructure.getDefaultWorkerPool()));
    }

    private Plain plain(String realmId, SecretPath path, Outcome.Found row) {
        try {
            var binding = new Binding(realmId, KIND, row.secretId().toString(), row.version());
            byte[] data = sealer.open(realmKeys.of(realmId), binding, row.sealed());
            return new Plain(path, row, new String(data, StandardCharsets.UTF_8));
        } catch (SealException shut) {
            throw new Problem(
                    ProblemCode.INTERNAL_ERROR,
                    "The stored value does not open: it was changed or moved, or its key was destroyed.");
        }
    }
}
