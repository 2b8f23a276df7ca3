package dev.undercroft.client;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Why the vault's client stopped. The message says what was found and what to do about it, and never holds a secret;
 * what it quotes of the service is cut and free of control characters.
 */
public final class VaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What was found. */
    public enum Reason {
        /** The vault has a format that this client does not know. */
        UNKNOWN_FORMAT,
        /** The vault has another format than the one to expect, or than the one remembered. */
        UNEXPECTED_FORMAT,
        /** The parameters of the key derivation are weaker than allowed or remembered, or unreasonably strong. */
        REFUSED_PARAMETERS,
        /** The service shows another organisation than the one to expect, or than the one remembered. */
        ORGANIZATION_CHANGED,
        /** The vault key or recovery code opens no key of the vault. */
        NO_KEY_MATCHED,
        /** The service shows a vault that is remembered as replaced. */
        DELETED_VAULT,
        /** A ciphertext was changed, cut, stretched or moved. */
        ALTERED,
        /** A secret is shown as it was before, or although it was deleted. */
        ROLLED_BACK,
        /** A secret's name or description is not the one that was sealed. */
        RENAMED,
        /** A secret opens, but what it holds is not what its type demands. */
        INVALID_PAYLOAD,
        /** The new vault key is too weak. */
        WEAK_VAULT_KEY,
        /** Something that was handed in can't be used. */
        INVALID_INPUT,
        /** The secret has another type. */
        WRONG_TYPE,
        /** A vault key was given where a recovery code is needed, or the reverse. */
        WRONG_KEY_TYPE,
        /** The vault was closed. */
        CLOSED,
        /** The Java heap is too small for the key derivation. */
        NOT_ENOUGH_MEMORY,
        /** What the client remembers can't be read or written. */
        MEMORY,
        /** The organisation has no vault. */
        NO_VAULT,
        /** The access key is not accepted. */
        UNAUTHORIZED,
        /** The access key may not do this. */
        FORBIDDEN,
        /** There is no such thing, or it is not shown to this access key. */
        NOT_FOUND,
        /** Somebody else changed it, or it is there already. */
        CONFLICT,
        /** The service refused for another reason. */
        REFUSED,
        /** Too many requests. */
        TOO_MANY_REQUESTS,
        /** The service failed. */
        UNAVAILABLE,
        /** The service does not answer. */
        UNREACHABLE,
        /** The service did not answer in time. */
        TIMEOUT,
        /** The service's certificate is not trusted. */
        CERTIFICATE,
        /** The service points elsewhere, which is never followed. */
        REDIRECTED,
        /** The answer is too large. */
        TOO_LARGE,
        /** The answer is not what this API answers. */
        BAD_ANSWER,
        /** The thread was interrupted. */
        INTERRUPTED
    }

    private final Reason reason;
    private final transient Optional<UUID> secretId;

    VaultException(Reason reason, String message) {
        this(reason, message, Optional.empty(), null);
    }

    VaultException(Reason reason, String message, Throwable cause) {
        this(reason, message, Optional.empty(), cause);
    }

    VaultException(Reason reason, String message, UUID secretId) {
        this(reason, message, Optional.of(secretId), null);
    }

    private VaultException(Reason reason, String message, Optional<UUID> secretId, Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason);
        this.secretId = secretId;
    }

    /** What was found. */
    public Reason reason() {
        return reason;
    }

    /** The secret that was refused, when it is one secret. */
    public Optional<UUID> secretId() {
        return secretId == null ? Optional.empty() : secretId;
    }
}
