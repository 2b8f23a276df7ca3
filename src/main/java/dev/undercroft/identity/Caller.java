package dev.undercroft.identity;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who is asking, as a verified credential says. Absent ids are {@code ""}. Immutable; one instance serves every request
 * of the same credential.
 *
 * @param identityId with the prefix of its kind: {@code user:alice}, {@code sa:reporting}
 * @param tenantId the tenant that the credential belongs to, or {@code ""}
 * @param partnerId the partner that the credential names, or {@code ""}
 * @param groups with their prefix, {@code group:sre}
 * @param services the services that the stores door may resolve for
 * @param mfaVerifiedAt when a second factor was last shown, {@link Instant#MIN} when never
 * @param credentialType the kind of credential that says so
 * @param credentialId what tells this credential from others of the same identity, fit for the trail
 * @param digest the SHA-256 of the credential in hex, by which it is revoked
 * @param expiresAt when the credential ends, {@link Instant#MAX} when never
 */
public record Caller(
        String identityId,
        IdentityType identityType,
        String displayName,
        String tenantId,
        String partnerId,
        Role role,
        Set<String> scopes,
        List<String> groups,
        List<String> services,
        Instant mfaVerifiedAt,
        CredentialType credentialType,
        String credentialId,
        String digest,
        Instant issuedAt,
        Instant expiresAt) {

    /** The realm that the credential belongs to, where its revocation is kept. */
    public String homeRealm() {
        if (!tenantId.isEmpty()) {
            return tenantId;
        }
        return partnerId.isEmpty() ? "system" : partnerId;
    }

    /** The name of the identity without the prefix of its kind: a token's {@code sub}. */
    public String subject() {
        return identityType.nameOf(identityId);
    }

    /** The agent identity that the credential stands for, if it is an agent's. */
    public Optional<UUID> agentId() {
        return identityType == IdentityType.AGENT ? Optional.of(UUID.fromString(subject())) : Optional.empty();
    }

    /** Throws {@code forbidden} for access keys and service accounts: some things are for people alone. */
    public void requirePerson() {
        if (credentialType != CredentialType.TOKEN || identityType != IdentityType.USER) {
            throw new Problem(
                    ProblemCode.FORBIDDEN,
                    "This needs a person's own token; access keys and service accounts are refused.");
        }
    }

    /** Whether the credential carries the scope. Scopes never imply each other. */
    public boolean hasScope(String scope) {
        return scopes.contains(scope);
    }

    /** Throws {@code insufficient_scope} without the scope. */
    public void requireScope(String scope) {
        if (!hasScope(scope)) {
            throw new Problem(
                            ProblemCode.INSUFFICIENT_SCOPE,
                            "The credential lacks the scope '" + scope + "'; use one that carries it.")
                    .with("required_scope", scope);
        }
    }

    /** Throws {@code forbidden} below the role. */
    public void requireRole(Role needed) {
        if (!role.includes(needed)) {
            throw new Problem(
                            ProblemCode.FORBIDDEN,
                            "This operation needs the role " + needed.wireName()
                                    + " or above; use a token that carries it.")
                    .with("required_role", needed.wireName());
        }
    }
}
