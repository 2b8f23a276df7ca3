package dev.undercroft.tenancy;

import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.identity.AccessKeyText;
import dev.undercroft.identity.Caller;
import dev.undercroft.identity.CredentialType;
import dev.undercroft.identity.IdentityType;
import dev.undercroft.identity.Scopes;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The access keys of the person who asks, in its own tenant: made, listed, deleted. Each call is a transaction; all throw
 * {@code forbidden} for a credential that has no tenant of its own.
 */
@ApplicationScoped
public class AccessKeys {

    /** A key that was just made; its text is nowhere else. */
    public record Issued(AccessKey row, String key) {

        @Override
        public String toString() {
            return "Issued[" + row.keyPrefix + "]";
        }
    }

    /**
     * A key to make.
     *
     * @param description null for none
     * @param expiresAt null for never
     */
    public record Draft(String name, String description, List<String> scopes, Instant expiresAt) {}

    private static final int MOST_KEYS = 100;

    private final SecureRandom random = new SecureRandom();

    @Inject
    CurrentAccess current;

    @Inject
    AccessRenewal renewal;

    @Inject
    EndedKeys ended;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    @Inject
    TimeOrderedIds ids;

    /**
     * Makes a key for the caller.
     *
     * @param scopes a part of those that the caller's token carries, else {@code insufficient_scope}: a key must not do what
     *     the token that made it may not; unknown ones are a {@code validation_error}
     * @param expiresAt null for never; in the past it is a {@code validation_error}
     */
    @Transactional
    public Issued create(String name, List<String> scopes, Instant expiresAt) {
        return create(new Draft(name, null, scopes, expiresAt));
    }

    /** The same, from a draft. */
    @Transactional
    public Issued create(Draft draft) {
        Access access = renewal.inTransaction(current.get());
        return create(access, access.owner(), access.caller().identityType(), draft);
    }

    /**
     * Makes a key for an agent identity, which exists: in the transaction that runs. Throws {@code forbidden} for a
     * credential that is not the tenant's own.
     *
     * @param agentId the id of the identity, in the caller's own tenant
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Issued createForAgent(UUID agentId, Draft draft) {
        Access access = renewal.inTransaction(current.get());
        // One of another tenant could not be asked for the keys that it made.
        access.owner();
        return create(access, IdentityType.AGENT.idOf(agentId.toString()), IdentityType.AGENT, draft);
    }

    private Issued create(Access access, String holder, IdentityType type, Draft draft) {
        requireKnown(draft.scopes());
        draft.scopes().forEach(access.caller()::requireScope);
        Instant now = Timestamps.now(clock);
        if (draft.expiresAt() != null && !draft.expiresAt().isAfter(now)) {
            throw Problem.ofField("expiresAt", "must be a time to come.");
        }
        String text = AccessKeyText.fresh(random);
        if (AccessKey.count("identityId", holder) >= MOST_KEYS) {
            throw new Problem(
                    ProblemCode.INVALID_REQUEST,
                    "There are " + MOST_KEYS + " access keys of this identity; delete those that are not needed.");
        }
        AccessKey key = fresh(access, draft, now);
        key.expiresAt = endOf(draft, access.caller());
        key.identityId = holder;
        key.identityType = type.wireName();
        key.keyPrefix = AccessKeyText.prefix(text);
        key.keyDigest = AccessKeyText.digest(text);
        key.persist();
        request.about(target(key.id.toString()));
        trail.recordInTransaction(request.event());
        return new Issued(key, text);
    }

    /** A key that a key makes ends with it at the latest. */
    private static Instant endOf(Draft draft, Caller maker) {
        boolean byKey = maker.credentialType() == CredentialType.ACCESS_KEY
                && !maker.expiresAt().equals(Instant.MAX);
        if (!byKey || draft.expiresAt() != null && draft.expiresAt().isBefore(maker.expiresAt())) {
            return draft.expiresAt();
        }
        return maker.expiresAt();
    }

    /** The key that the request came with, if it came with one. */
    @Transactional
    public Optional<AccessKey> ofRequest() {
        Caller caller = current.get().caller();
        return caller.credentialType() == CredentialType.ACCESS_KEY
                ? AccessKey.find("keyDigest", caller.digest()).firstResultOptional()
                : Optional.empty();
    }

    /** Ends all keys of an agent identity, in the transaction that runs. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void endOfAgent(UUID agentId) {
        ended.endOf(IdentityType.AGENT.idOf(agentId.toString()));
    }

    /** The caller's keys, oldest first, expired ones too. */
    @Transactional
    public List<AccessKey> list() {
        request.about("/api/access-keys");
        String owner = renewal.inTransaction(current.get()).owner();
        trail.recordInTransaction(request.event());
        return AccessKey.of(owner);
    }

    /** Revokes a key of the caller at once on every replica; throws {@code access_key_not_found} for any other. */
    @Transactional
    public void delete(UUID id) {
        request.about(target(id.toString()));
        String owner = renewal.inTransaction(current.get()).owner();
        String digest = AccessKey.of(owner, id).map(key -> key.keyDigest).orElseThrow(AccessKeys::notFound);
        // Of two who delete it at once, one finds it gone.
        if (!ended.end(digest)) {
            throw notFound();
        }
        trail.recordInTransaction(request.event());
    }

    private AccessKey fresh(Access access, Draft draft, Instant now) {
        AccessKey key = new AccessKey();
        key.id = ids.next();
        key.realmId = access.realm().realmId();
        key.name = draft.name();
        key.description = draft.description();
        key.scopes = draft.scopes().stream().distinct().toArray(String[]::new);
        key.madeWith = access.caller().digest();
        key.createdBy = access.caller().identityId();
        key.createdAt = now;
        return key;
    }

    private static void requireKnown(List<String> scopes) {
        if (!Scopes.known().containsAll(scopes)) {
            throw Problem.ofField(
                    "scopes",
                    "must be some of " + new TreeSet<>(Scopes.known()).stream().collect(Collectors.joining(", "))
                            + ".");
        }
    }

    private static Problem notFound() {
        return new Problem(ProblemCode.ACCESS_KEY_NOT_FOUND);
    }

    /** What the trail calls a key. */
    static String target(String id) {
        return "/api/access-keys/" + id;
    }
}
