package dev.undercroft.vault;

import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.tenancy.Access;
import dev.undercroft.tenancy.AccessRenewal;
import dev.undercroft.tenancy.ProvenReads;
import dev.undercroft.tenancy.ProvenReads.Judge;
import dev.undercroft.tenancy.ProvenReads.Judgement;
import dev.undercroft.tenancy.ProvenReads.Read;
import dev.undercroft.vault.VaultSecretReads.Found;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The way of one ciphertext: one shared statement that reads, records and proves the access current. Never blocks. */
@ApplicationScoped
class ReadVaultSecret {

    // As it was read, as base64, and as bytes of the answer.
    private static final int TIMES_IN_MEMORY = 4;

    @Inject
    Organization organization;

    @Inject
    AccessRenewal renewal;

    @Inject
    ProvenReads<Found> reads;

    @Inject
    AnswerMemory memory;

    @Inject
    RequestAudit request;

    /** The secret with its ciphertext; {@code vault_secret_not_found} also where it is not granted to the agent that asks. */
    CompletionStage<VaultSecretDocument.Detail> read(UUID id) {
        Access access = organization.access();
        request.about(VaultPaths.secret(id));
        Judge judge = behind -> renewal.renewOnWorker(behind).thenApply(ReadVaultSecret::permitted);
        var read = new Read(0, request.event(), code -> new Problem(ProblemCode.VAULT_SECRET_NOT_FOUND));
        String organizationId = access.realm().realmId();
        return reads.read(permitted(access), judge, read).thenApply(row -> {
            memory.take(organizationId, (long) TIMES_IN_MEMORY * row.payload().length);
            return document(row);
        });
    }

    // Grants are a condition of the statement itself, so nothing else can forbid a read.
    private static Judgement permitted(Access access) {
        return new Judgement(access, Optional.empty());
    }

    private static VaultSecretDocument.Detail document(Found row) {
        return new VaultSecretDocument.Detail(
                row.id().toString(),
                row.name(),
                row.description(),
                row.secretType(),
                VaultSecrets.ACTIVE,
                Timestamps.micros(row.createdAt()),
                Timestamps.micros(row.updatedAt()),
                row.access(),
                Base64.getEncoder().encodeToString(row.payload()));
    }
}
