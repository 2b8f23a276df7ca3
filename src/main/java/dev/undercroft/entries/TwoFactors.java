package dev.undercroft.entries;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.crypto.SealException;
import dev.undercroft.tenancy.SealedValues;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import dev.undercroft.web.TextChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The owner's two-factor secrets. Each call is a transaction, so an event is durable before a code leaves. */
@ApplicationScoped
class TwoFactors {

    @Inject
    Owner owner;

    @Inject
    SealedValues sealed;

    @Inject
    Unopened unopened;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    @Inject
    TimeOrderedIds ids;

    /** All, oldest first. */
    @Transactional
    List<TwoFactorDocument.Full> list() {
        request.about("/api/2fa");
        String of = owner.inTransaction();
        trail.recordInTransaction(request.event());
        return TwoFactor.of(of).stream().map(TwoFactors::document).toList();
    }

    /** Keeps one. */
    @Transactional
    TwoFactorDocument.Full create(TwoFactorDocument.Draft draft) {
        String secret = OneTimeCodes.secret(draft.secret());
        String of = owner.inTransaction();
        TwoFactor twoFactor = new TwoFactor();
        twoFactor.id = ids.next();
        twoFactor.realmId = owner.realmId();
        twoFactor.owner = of;
        twoFactor.service = draft.service();
        twoFactor.accountName = draft.accountName();
        twoFactor.notes = draft.notes();
        put(twoFactor, secret);
        twoFactor.createdAt = Timestamps.now(clock);
        twoFactor.updatedAt = twoFactor.createdAt;
        twoFactor.persist();
        record(twoFactor.id);
        return document(twoFactor);
    }

    /** Changes what is given. */
    @Transactional
    TwoFactorDocument.Full update(String text, TwoFactorDocument.Change change) {
        String secret = change.secret() == null ? null : OneTimeCodes.secret(change.secret());
        TextChange notes = TextChange.of("notes", change.notes(), TwoFactorDocument.LONGEST_NOTES);
        UUID id = Ids.of(text, ProblemCode.TWO_FACTOR_NOT_FOUND);
        request.about(Targets.twoFactor(id));
        TwoFactor twoFactor = TwoFactor.lock(owner.inTransaction(), id).orElseThrow(TwoFactors::notFound);
        if (change.service() != null) {
            twoFactor.service = change.service();
        }
        if (change.accountName() != null) {
            twoFactor.accountName = change.accountName();
        }
        twoFactor.notes = notes.over(twoFactor.notes);
        if (secret != null) {
            put(twoFactor, secret);
        }
        twoFactor.updatedAt = Timestamps.now(clock);
        record(id);
        return document(twoFactor);
    }

    /** Deletes one for good. */
    @Transactional
    void delete(UUID id) {
        request.about(Targets.twoFactor(id));
        if (TwoFactor.delete("owner = ?1 and id = ?2", owner.inTransaction(), id) == 0) {
            throw notFound();
        }
        record(id);
    }

    /** The code of now; {@code two_factor_not_found} also where the secret does not open. */
    @Transactional
    TwoFactorDocument.Code reveal(UUID id) {
        request.about(Targets.twoFactor(id));
        TwoFactor twoFactor = TwoFactor.of(owner.inTransaction(), id).orElseThrow(TwoFactors::notFound);
        trail.recordInTransaction(request.event());
        Instant now = clock.instant();
        return new TwoFactorDocument.Code(
                id.toString(),
                twoFactor.service,
                twoFactor.accountName,
                OneTimeCodes.code(open(twoFactor), now),
                OneTimeCodes.remainingSeconds(now));
    }

    private void put(TwoFactor twoFactor, String secret) {
        twoFactor.secretVersion++;
        twoFactor.sealed = sealed.seal(
                Bindings.twoFactor(twoFactor.realmId, twoFactor.owner, twoFactor.id, twoFactor.secretVersion),
                "secret",
                secret);
    }

    private String open(TwoFactor twoFactor) {
        try {
            return sealed.open(
                    Bindings.twoFactor(twoFactor.realmId, twoFactor.owner, twoFactor.id, twoFactor.secretVersion),
                    twoFactor.sealed);
        } catch (SealException shut) {
            unopened.report(twoFactor.realmId, Targets.twoFactor(twoFactor.id));
            throw notFound();
        }
    }

    private static Problem notFound() {
        return new Problem(ProblemCode.TWO_FACTOR_NOT_FOUND);
    }

    private void record(UUID id) {
        request.about(Targets.twoFactor(id));
        trail.recordInTransaction(request.event());
    }

    private static TwoFactorDocument.Full document(TwoFactor twoFactor) {
        return new TwoFactorDocument.Full(
                twoFactor.id.toString(),
                twoFactor.service,
                twoFactor.accountName,
                twoFactor.notes,
                Timestamps.millis(twoFactor.createdAt),
                Timestamps.millis(twoFactor.updatedAt));
    }
}
