package dev.undercroft.entries;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All that an owner keeps at this door. */
@ApplicationScoped
class Account {

    /** How much was deleted. */
    @Schema(name = "AccountDataDeleted")
    public record Deleted(long categories, long entries, long twoFactors, long envs) {}

    @Inject
    Owner owner;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    /** Deletes categories, entries, two-factor secrets and env projects with their files; access keys stay. */
    @Transactional
    Deleted delete() {
        String of = owner.inTransaction();
        request.about("/api/account/data");
        long entries = Entry.count("owner", of);
        // Categories take their entries along; the other way round this could wait for one who deletes a category, and
        // he for us.
        var deleted = new Deleted(
                Category.delete("owner", of), entries, TwoFactor.delete("owner", of), EnvProject.delete("owner", of));
        trail.recordInTransaction(request.event());
        return deleted;
    }
}
