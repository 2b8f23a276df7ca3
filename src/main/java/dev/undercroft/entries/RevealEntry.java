package dev.undercroft.entries;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.entries.EntryReads.Found;
import dev.undercroft.tenancy.Access;
import dev.undercroft.tenancy.AccessRenewal;
import dev.undercroft.tenancy.CurrentAccess;
import dev.undercroft.tenancy.ProvenReads;
import dev.undercroft.tenancy.ProvenReads.Judge;
import dev.undercroft.tenancy.ProvenReads.Judgement;
import dev.undercroft.tenancy.ProvenReads.Read;
import dev.undercroft.tenancy.SealedValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * The way of a reveal: the access out of memory, then one shared statement that reads, records and proves the access
 * current, then opening. Never blocks. Thread safe.
 */
@ApplicationScoped
class RevealEntry {

    @Inject
    CurrentAccess current;

    @Inject
    AccessRenewal renewal;

    @Inject
    ProvenReads<Found> reveals;

    @Inject
    SealedValues sealed;

    @Inject
    Unopened unopened;

    @Inject
    RequestAudit request;

    /** The owner's entry with its value; {@code entry_not_found} also where the value does not open. */
    CompletionStage<EntryDocument.Revealed> reveal(UUID id) {
        request.about(Targets.entry(id));
        Access access = current.get();
        access.owner();
        Judge judge = behind -> renewal.renewOnWorker(behind).thenApply(RevealEntry::permitted);
        var read = new Read(0, request.event(), code -> Entries.notFound());
        return reveals.read(permitted(access), judge, read).thenCompose(row -> open(access, row));
    }

    // Ownership is a condition of the statement itself, so nothing else can forbid a reveal.
    private static Judgement permitted(Access access) {
        return new Judgement(access, Optional.empty());
    }

    private CompletionStage<EntryDocument.Revealed> open(Access access, Found row) {
        String realmId = access.realm().realmId();
        var binding = Bindings.entry(realmId, access.owner(), row.id(), row.valueVersion());
        return sealed.openLater(binding, row.sealed(), () -> {
                    unopened.report(realmId, Targets.entry(row.id()));
                    return Entries.notFound();
                })
                .thenApply(text -> revealed(row, text));
    }

    /** The fields of a group are sealed as JSON; the text of a simple value becomes JSON here. */
    private static EntryDocument.Revealed revealed(Found row, String text) {
        String value = KeyType.of(row.keyType()) == KeyType.GROUP
                ? text
                : TextNode.valueOf(text).toString();
        return new EntryDocument.Revealed(row.id().toString(), row.name(), value, row.environment());
    }
}
