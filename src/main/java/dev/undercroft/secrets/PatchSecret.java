package dev.undercroft.secrets;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.policy.Permission;
import dev.undercroft.secrets.SecretDocument.Description;
import dev.undercroft.secrets.SecretDocument.Patch;
import dev.undercroft.web.Precondition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** Changes what describes a secret and how it is kept, without a new version. */
@ApplicationScoped
class PatchSecret {

    @Inject
    SecretAccess access;

    @Inject
    MetadataMerge metadata;

    @Inject
    OptionsMerge options;

    @Inject
    Versions versions;

    @Inject
    DescribeSecret describe;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    /** Patches and returns the description; a lower cap removes versions at once. */
    @Transactional
    Description patch(SecretPath path, Patch patch, Precondition precondition) {
        access.require(Permission.WRITE, path);
        Instant now = Timestamps.now(clock);
        Secret secret =
                Secret.lock(path).filter(found -> !found.isDeleted()).orElseThrow(() -> DescribeSecret.notFound(path));
        precondition.check(secret.currentVersion);
        secret.metadata = metadata.merge(secret.metadata, patch.metadata());
        options.apply(secret, patch.options(), now);
        versions.prune(secret, now);
        trail.recordInTransaction(request.event());
        return describe.description(secret);
    }
}
