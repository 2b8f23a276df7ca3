package dev.undercroft.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.client.VaultException.Reason;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A vault whose organisation key is at hand. Every call asks the service anew; nothing that was opened is kept. Thread
 * safe. Closing wipes the key; every method then throws {@link Reason#CLOSED}.
 *
 * <p>A secret that must not be believed is named and refused by {@link Reason#ALTERED}, {@link Reason#ROLLED_BACK},
 * {@link Reason#RENAMED} or {@link Reason#INVALID_PAYLOAD}. Every method may also throw what a failed request gives
 * ({@link Reason#UNREACHABLE} and those beside it) and {@link Reason#MEMORY}.
 */
public final class UnlockedVault implements AutoCloseable {

    private final SecretCalls calls;
    private final KeyCalls keys;
    private final SealedSecrets sealed;
    private final Sightings sightings;
    private final SecretReading reading;
    private volatile String proof;
    private final Clock clock;

    UnlockedVault(
            SecretCalls calls, KeyCalls keys, SealedSecrets sealed, Sightings sightings, String proof, Clock clock) {
        this.calls = calls;
        this.keys = keys;
        this.sealed = sealed;
        this.sightings = sightings;
        this.reading = new SecretReading(calls, sealed, sightings);
        this.proof = proof;
        this.clock = clock;
    }

    /**
     * All secrets that the access key may see.
     *
     * @throws VaultException the first refusal, if one secret must not be believed; see {@link #contents()}
     */
    public List<VaultSecret> secrets() {
        return contents().requireAll();
    }

    /**
     * All secrets that the access key may see, those that must not be believed apart.
     *
     * @throws VaultException {@link Reason#NO_KEY_MATCHED} when the key that unlocked the vault was replaced or revoked
     *     since
     */
    public VaultContents contents() {
        sealed.requireOpen();
        Map<UUID, RememberedSecret> before = sightings.recall();
        UnlockAnswer answer = keys.unlock(proof);
        if (!answer.matches()) {
            throw Unlocking.noKeyMatched("it was replaced or revoked since the vault was unlocked; unlock it again");
        }
        List<VaultException> refused = new ArrayList<>();
        List<VaultSecret> secrets = new ArrayList<>();
        for (OpenedSecret opened : reading.open(before, answer.secrets(), refused)) {
            SecretReading.unlessRefused(opened::typed, refused).ifPresent(secrets::add);
        }
        return new VaultContents(secrets, refused);
    }

    /** Judges what was delivered at unlocking, so that a later rollback is noticed. */
    void see(Map<UUID, RememberedSecret> before, List<SecretDetail> delivered) {
        reading.open(before, delivered, new ArrayList<>());
    }

    /**
     * A secret.
     *
     * @throws VaultException {@link Reason#NOT_FOUND}
     */
    public VaultSecret get(UUID id) {
        return reading.read(id).typed();
    }

    /**
     * Makes a secret.
     *
     * @param name 1 to 255 characters; the service sees it
     * @param description {@code ""} for none; the service sees it
     */
    public VaultSecret create(String name, String description, SecretPayload payload) {
        UUID id = UUID.randomUUID();
        SecretContent content = new SecretContent(name, description, PayloadJson.write(payload));
        long version = sealed.versionAfter(0);
        byte[] sealedContent = sealed.seal(id, payload.type(), version, content);
        ObjectNode body = Json.object()
                .put("id", id.toString())
                .put("name", name)
                .put("secret_type", payload.type().wireName())
                .put("encrypted_payload", WireWriting.base64(sealedContent));
        if (!description.isEmpty()) {
            body.put("description", description);
        }
        SecretMetadata made = calls.create(id, body);
        String digest = Sha256.hex(sealedContent);
        sightings.written(id, "", version, digest);
        SecretMetadata metadata = new SecretMetadata(
                id, name, description, payload.type(), made.createdAt(), made.updatedAt(), made.access());
        return new VaultSecret(metadata, payload, version, digest);
    }

    /**
     * Changes a secret, whatever its state.
     *
     * @throws VaultException {@link Reason#NOT_FOUND}, {@link Reason#WRONG_TYPE}; {@link Reason#CONFLICT} in format 2 when
     *     somebody else changes it at the same time: read it again
     */
    public VaultSecret change(UUID id, SecretChange change) {
        return rewrite(reading.read(id), change::applyTo);
    }

    /**
     * Changes a secret if it is still as it was read; in format 1 a small gap remains in which somebody else's change is
     * overwritten.
     *
     * @throws VaultException as {@link #change(UUID, SecretChange)}, and {@link Reason#CONFLICT} when it is not
     */
    public VaultSecret change(VaultSecret read, SecretChange change) {
        OpenedSecret current = reading.read(read.id());
        if (!current.digest().equals(read.digest())) {
            throw new VaultException(
                    Reason.CONFLICT,
                    current.metadata().label() + " was changed by somebody else since it was read; read it again");
        }
        return rewrite(current, change::applyTo);
    }

    /**
     * Deletes a secret and its access rules.
     *
     * @throws VaultException {@link Reason#NOT_FOUND}
     */
    public void delete(UUID id) {
        sealed.requireOpen();
        calls.delete(id);
        sightings.deleted(id);
    }

    /**
     * Sets or replaces what makes a login's one-time codes.
     *
     * @throws VaultException {@link Reason#WRONG_TYPE} when it is no login; {@link Reason#INVALID_INPUT} when the secret
     *     of the codes has a length that some clients refuse
     */
    public VaultSecret setTotp(UUID id, Totp totp) {
        try {
            totp.requireReadableEverywhere();
        } catch (IllegalArgumentException refused) {
            throw new VaultException(Reason.INVALID_INPUT, refused.getMessage());
        }
        return rewriteLogin(id, payload -> payload.set("totp", PayloadJson.writeTotp(totp)));
    }

    /**
     * Takes a login's one-time codes away, if it has any.
     *
     * @throws VaultException {@link Reason#WRONG_TYPE} when it is no login
     */
    public VaultSecret removeTotp(UUID id) {
        return rewriteLogin(id, payload -> payload.without("totp"));
    }

    /**
     * A login's one-time code of this moment.
     *
     * @throws VaultException {@link Reason#WRONG_TYPE} when it is no login; {@link Reason#NOT_FOUND} when it has no
     *     one-time codes
     */
    public TotpCode totpCode(UUID id) {
        OpenedSecret secret = reading.read(id);
        if (!(secret.typed().payload() instanceof SecretPayload.Login login)) {
            throw noLogin(secret);
        }
        return login.totp()
                .orElseThrow(() -> new VaultException(
                        Reason.NOT_FOUND, secret.metadata().label() + " has no one-time codes; set them first"))
                .codeAt(clock.instant());
    }

    /** Wipes the organisation key. What runs at this moment may end or throw {@link Reason#CLOSED}. */
    @Override
    public void close() {
        sealed.close();
        proof = "";
    }

    private VaultSecret rewriteLogin(UUID id, Function<ObjectNode, ObjectNode> step) {
        OpenedSecret secret = reading.read(id);
        if (secret.metadata().type() != SecretType.LOGIN) {
            throw noLogin(secret);
        }
        return rewrite(secret, current -> {
            SecretContent content = current.content();
            ObjectNode payload = step.apply(content.payload().deepCopy());
            return new SecretContent(content.name(), content.description(), payload);
        });
    }

    private VaultSecret rewrite(OpenedSecret current, Function<OpenedSecret, SecretContent> step) {
        SecretContent before = current.content();
        SecretContent after = step.apply(current);
        SecretMetadata metadata = current.metadata();
        if (after.equals(before)) {
            return current.typed();
        }
        ObjectNode body = Json.object();
        if (!after.name().equals(before.name())) {
            body.put("name", after.name());
        }
        if (!after.description().equals(before.description())) {
            body.put("description", after.description().isEmpty() ? null : after.description());
        }
        Optional<byte[]> ciphertext = Optional.empty();
        long version = current.version();
        if (sealed.sealsNames() || !after.payload().equals(before.payload())) {
            version = sealed.versionAfter(version);
            ciphertext = Optional.of(sealed.seal(metadata.id(), metadata.type(), version, after));
        }
        ciphertext.ifPresent(bytes -> body.put("encrypted_payload", WireWriting.base64(bytes)));
        String digest = ciphertext.map(Sha256::hex).orElse(current.digest());
        OpenedSecret changed = new OpenedSecret(metadata, after, version, digest);
        // Before anything is sent: what could not be read again must not be written.
        SecretPayload payload = changed.typed().payload();
        SecretMetadata written = calls.change(metadata.id(), body);
        if (ciphertext.isPresent()) {
            sightings.written(metadata.id(), current.digest(), version, digest);
        }
        SecretMetadata shown = new SecretMetadata(
                metadata.id(),
                after.name(),
                after.description(),
                metadata.type(),
                metadata.createdAt(),
                written.updatedAt(),
                metadata.access());
        return new VaultSecret(shown, payload, version, digest);
    }

    private static VaultException noLogin(OpenedSecret secret) {
        return new VaultException(
                Reason.WRONG_TYPE,
                secret.metadata().label() + " is of type "
                        + secret.metadata().type().wireName() + "; one-time codes belong to logins",
                secret.metadata().id());
    }
}
