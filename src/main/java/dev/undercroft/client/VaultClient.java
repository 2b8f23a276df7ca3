package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The vault of an organisation at a service: seals and opens here, so that the service never holds anything that it could
 * open. Thread safe; holds no key.
 *
 * <p>Texts of vault keys and recovery codes are copied; the caller wipes his own. Every method may throw what a failed
 * request gives: {@link Reason#UNAUTHORIZED}, {@link Reason#FORBIDDEN}, {@link Reason#REFUSED},
 * {@link Reason#TOO_MANY_REQUESTS}, {@link Reason#UNAVAILABLE}, {@link Reason#UNREACHABLE}, {@link Reason#TIMEOUT},
 * {@link Reason#CERTIFICATE}, {@link Reason#REDIRECTED}, {@link Reason#TOO_LARGE}, {@link Reason#BAD_ANSWER},
 * {@link Reason#INTERRUPTED}. Methods that take a vault key or recovery code may also throw {@link Reason#NO_VAULT}, what
 * {@code docs/vault-crypto.md} lists under "What a client refuses", and {@link Reason#MEMORY}.
 */
public final class VaultClient {

    private final KeyCalls keys;
    private final SecretCalls secrets;
    private final Expectations expectations;
    private final VaultMemory memory;
    private final String service;
    private final Clock clock;
    private final SecureRandom random;
    private final Unlocking unlocking;

    VaultClient(
            ServiceConnection connection,
            Expectations expectations,
            VaultMemory memory,
            Clock clock,
            SecureRandom random) {
        this.keys = new KeyCalls(connection);
        this.secrets = new SecretCalls(connection);
        this.expectations = expectations;
        this.memory = memory;
        this.service = connection.address().base();
        this.clock = clock;
        this.random = random;
        this.unlocking = new Unlocking(keys, memory, service);
    }

    /**
     * Begins a client.
     *
     * @param service its address, below which the API stands at {@code /api/v1/vault}
     * @throws VaultException {@link Reason#INVALID_INPUT} unless it is https, or http to localhost, 127.0.0.1 or ::1
     */
    public static VaultClientBuilder of(URI service) {
        return new VaultClientBuilder(ServiceAddress.of(service));
    }

    /** As whom the service knows the access key. */
    public Caller whoami() {
        return keys.whoami();
    }

    /** How the service describes the vault; nothing when there is none. */
    public Optional<VaultInfo> info() {
        Optional<VaultInfo> info = keys.info();
        info.ifPresent(expectations::require);
        return info;
    }

    /** The keys of the vault, as the service describes them. */
    public List<VaultKey> keys() {
        return keys.keys();
    }

    /** Makes a vault of the expected format, or of format 1; see {@link #initialize(char[], NewVault)}. */
    public RecoveryCodes initialize(char[] vaultKey) {
        return initialize(vaultKey, NewVault.of(expectations.formatOfNew()));
    }

    /**
     * Makes a vault; takes five key derivations.
     *
     * @return the recovery codes, which exist nowhere else: to be shown and closed
     * @throws VaultException {@link Reason#WEAK_VAULT_KEY}; {@link Reason#CONFLICT} when there is a vault
     */
    public RecoveryCodes initialize(char[] vaultKey, NewVault options) {
        return new VaultSetup(keys, expectations, memory, service, random).initialize(vaultKey, options);
    }

    /**
     * Unlocks the vault.
     *
     * @param vaultKeyOrRecoveryCode as it was typed
     * @return to be closed
     */
    public UnlockedVault unlock(char[] vaultKeyOrRecoveryCode) {
        VaultTerms terms = expectations.require(keys.requireInfo());
        VaultCipher cipher = VaultCipher.of(terms.format(), random);
        Optional<RememberedVault> before = memory.recall(service, terms.organization());
        try (KeyBytes masterKey = terms.masterKey(vaultKeyOrRecoveryCode);
                OpenedKey opened = unlocking.unlock(terms, cipher, masterKey)) {
            Sightings sightings = new Sightings(memory, service, terms, opened.fingerprint());
            SealedSecrets sealed = new SealedSecrets(
                    cipher, terms.organization(), opened.organizationKey().copy());
            Map<UUID, RememberedSecret> seen = sightings.recall(before);
            UnlockedVault vault = new UnlockedVault(secrets, keys, sealed, sightings, opened.proof(), clock);
            try {
                vault.see(seen, opened.secrets());
                return vault;
            } catch (RuntimeException failed) {
                vault.close();
                throw failed;
            }
        }
    }

    /**
     * Replaces the vault key; secrets and recovery codes stay as they are.
     *
     * @throws VaultException {@link Reason#WEAK_VAULT_KEY}; {@link Reason#WRONG_KEY_TYPE} when a recovery code was given;
     *     {@link Reason#FORBIDDEN} when somebody else replaced it at the same time
     */
    public VaultKey replaceVaultKey(char[] currentVaultKey, char[] newVaultKey) {
        return replace(currentVaultKey, KeyType.PRIMARY, newVaultKey);
    }

    /**
     * Replaces the vault key by a recovery code, which is spent thereby; the others stay.
     *
     * @throws VaultException {@link Reason#WEAK_VAULT_KEY}; {@link Reason#WRONG_KEY_TYPE} when a vault key was given
     */
    public VaultKey replaceVaultKeyByRecoveryCode(char[] recoveryCode, char[] newVaultKey) {
        return replace(recoveryCode, KeyType.RECOVERY, newVaultKey);
    }

    /**
     * Revokes a key: nobody unlocks the vault with it any more.
     *
     * @throws VaultException {@link Reason#NO_KEY_MATCHED}; {@link Reason#CONFLICT} when it is the last vault key
     */
    public void revokeKey(char[] vaultKeyOrRecoveryCode) {
        VaultTerms terms = expectations.require(keys.requireInfo());
        VaultCipher cipher = VaultCipher.of(terms.format(), random);
        try (KeyBytes masterKey = terms.masterKey(vaultKeyOrRecoveryCode)) {
            boolean revoked = unlocking.keys().stream()
                    .map(key -> cipher.changeProof(masterKey, terms.binding(key)))
                    .distinct()
                    .anyMatch(keys::revoke);
            if (!revoked) {
                throw Unlocking.noKeyMatched("nothing was revoked; check it, and that it was not revoked before");
            }
        }
    }

    /** All secrets that the access key may see, without opening them: names and descriptions are not proved. */
    public List<SecretMetadata> secrets() {
        requireExpected();
        return secrets.list();
    }

    /** As {@link #secrets()}, of one type. */
    public List<SecretMetadata> secrets(SecretType type) {
        requireExpected();
        return secrets.list(type);
    }

    /**
     * The id of an agent identity.
     *
     * @param handle with or without {@code @} in front
     * @throws VaultException {@link Reason#NOT_FOUND}; {@link Reason#INVALID_INPUT} for what can't be a handle
     */
    public UUID identity(String handle) {
        return secrets.identity(handle);
    }

    /**
     * Lets an agent's access keys read a secret.
     *
     * @throws VaultException {@link Reason#NOT_FOUND} when there is no such secret or identity; {@link Reason#CONFLICT}
     *     when it may already
     */
    public AccessRule grantAccess(UUID secretId, UUID identityId) {
        requireExpected();
        return secrets.grant(secretId, identityId);
    }

    /**
     * Takes that back.
     *
     * @throws VaultException {@link Reason#NOT_FOUND}
     */
    public void revokeAccess(UUID secretId, UUID identityId) {
        requireExpected();
        secrets.revokeAccess(secretId, identityId);
    }

    /**
     * Whose access keys may read a secret.
     *
     * @throws VaultException {@link Reason#NOT_FOUND}
     */
    public List<AccessRule> accessRules(UUID secretId) {
        requireExpected();
        return secrets.accessRules(secretId);
    }

    /** What was told to expect counts for what needs no key, too. */
    private void requireExpected() {
        if (expectations.areTold()) {
            expectations.require(keys.requireInfo());
        }
    }

    private VaultKey replace(char[] current, KeyType type, char[] newVaultKey) {
        VaultKeyStrength.require(newVaultKey);
        VaultTerms terms = expectations.require(keys.requireInfo());
        VaultCipher cipher = VaultCipher.of(terms.format(), random);
        try (KeyBytes masterKey = terms.masterKey(current);
                OpenedKey opened = unlocking.unlock(terms, cipher, masterKey)) {
            if (opened.key().type() != type) {
                throw wrongType(type);
            }
            KeyBinding binding = terms.binding(UUID.randomUUID(), KeyType.PRIMARY);
            try (KeyBytes newMasterKey = terms.masterKey(newVaultKey)) {
                String proof = cipher.changeProof(masterKey, terms.binding(opened.key()));
                return keys.replacePrimary(KeyMaterial.json(cipher, binding, newMasterKey, opened.organizationKey())
                        .put(type == KeyType.PRIMARY ? "current_auth_hash" : "recovery_auth_hash", proof));
            }
        }
    }

    private static VaultException wrongType(KeyType wanted) {
        return new VaultException(
                Reason.WRONG_KEY_TYPE,
                wanted == KeyType.PRIMARY
                        ? "that is a recovery code, and the current vault key is needed; nothing was changed"
                        : "that is the vault key, and a recovery code is needed; nothing was changed");
    }
}
